// SPDX-License-Identifier: EUPL-1.2

// A case system that asks Stapwijs over gRPC: one program with three verbs, each in a file of its own.
package main

import (
	"context"
	"fmt"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

const usage = `gebruik:
  clients show_progress HOST:POORT BRON ZAAK [DATUM]
  clients fill_form HOST:POORT form METHODE STAP | record TRAJECT FEITEN.json
  clients policy_report HOST:POORT trajectory ID | portfolio METHODE [DATUM]`

func main() {
	if len(os.Args) < 5 {
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	channel, err := grpc.NewClient(os.Args[2], grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err == nil {
		err = run(context.Background(), channel, os.Args[1], append(os.Args[3:], ""))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// The words have an empty one at the end, for a date that is left out.
func run(ctx context.Context, channel *grpc.ClientConn, verb string, words []string) error {
	switch verb + " " + words[0] {
	case "fill_form form":
		return showForm(ctx, channel, words[1], words[2])
	case "fill_form record":
		return record(ctx, channel, words[1], words[2])
	case "policy_report trajectory":
		return showLinkage(ctx, channel, words[1], words[2])
	case "policy_report portfolio":
		return showPortfolio(ctx, channel, words[1], words[2])
	}
	if verb == "show_progress" {
		return showProgress(ctx, channel, words[0], words[1], words[2])
	}
	return fmt.Errorf("%s", usage)
}

// The first of two texts that is there.
func either(one, other string) string {
	if one != "" {
		return one
	}
	return other
}
