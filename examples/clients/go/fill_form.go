// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	stapwijsv1 "stapwijs.nl/api/v1"
)

var kinds = map[stapwijsv1.FactKind]string{
	stapwijsv1.FactKind_FACT_KIND_YES_NO: "ja of nee", stapwijsv1.FactKind_FACT_KIND_INTEGER: "heel getal",
	stapwijsv1.FactKind_FACT_KIND_DECIMAL: "getal", stapwijsv1.FactKind_FACT_KIND_LABEL: "naam van een plaats of organisatie",
	stapwijsv1.FactKind_FACT_KIND_TEXT: "tekst", stapwijsv1.FactKind_FACT_KIND_DATE: "datum",
	stapwijsv1.FactKind_FACT_KIND_TIME: "tijd", stapwijsv1.FactKind_FACT_KIND_DURATION: "duur",
	stapwijsv1.FactKind_FACT_KIND_REFERENCE: "kenmerk", stapwijsv1.FactKind_FACT_KIND_ENUM: "keuze",
	stapwijsv1.FactKind_FACT_KIND_ELEMENT_KEY: "sleutel", stapwijsv1.FactKind_FACT_KIND_SET: "een of meer",
	stapwijsv1.FactKind_FACT_KIND_LIST: "lijst", stapwijsv1.FactKind_FACT_KIND_RECORD: "groep",
}

// Makes a form out of nothing but what GetMethod says of the facts of a step.
func showForm(ctx context.Context, channel *grpc.ClientConn, id, step string) error {
	answer, err := stapwijsv1.NewMethodServiceClient(channel).GetMethod(ctx, &stapwijsv1.GetMethodRequest{
		MethodId: id, ReadMask: &fieldmaskpb.FieldMask{Paths: []string{"facts", "enums"}}})
	if err != nil {
		return err
	}
	choices := map[string][]*stapwijsv1.EnumValue{}
	for _, one := range answer.GetMethod().GetEnums() {
		choices[one.GetName()] = one.GetValues()
	}
	for _, fact := range answer.GetMethod().GetFacts() {
		if fact.GetStep() != step {
			continue
		}
		fmt.Printf("%s: %s\n    %s", fact.GetPath(), either(fact.GetAsk().GetNl(), fact.GetTitle().GetNl()),
			kinds[fact.GetType().GetKind()])
		if fact.GetMinimum()+fact.GetMaximum() != "" {
			fmt.Printf(" (%s t/m %s)", fact.GetMinimum(), fact.GetMaximum())
		}
		fmt.Println()
		for _, choice := range choices[fact.GetType().GetEnumName()] {
			fmt.Printf("    - %s: %s\n", choice.GetName(), choice.GetTitle().GetNl())
		}
		if fact.GetOrNone() {
			fmt.Println("    - geen:", fact.GetNoneTitle().GetNl())
		}
		if fact.GetPrivacy() >= stapwijsv1.PrivacyClass_PRIVACY_CLASS_P2 {
			fmt.Println("    gaat over personen")
		}
	}
	return nil
}

// Records the object of a file; when it is refused, tells of each fact what is wrong with it.
func record(ctx context.Context, channel *grpc.ClientConn, id, file string) error {
	facts, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	answer, err := stapwijsv1.NewTrajectoryServiceClient(channel).RecordFacts(ctx, &stapwijsv1.RecordFactsRequest{
		TrajectoryId: id, RequestId: fmt.Sprint("go-", time.Now().UnixNano()), FactsJson: string(facts)})
	if err == nil {
		fmt.Printf("Vastgelegd: revisie %d.\n", answer.GetReceipt().GetRevision())
		return nil
	}
	for _, detail := range status.Convert(err).Details() {
		if refused, fits := detail.(*stapwijsv1.ViolationsDetail); fits {
			lines := []string{"Niets is vastgelegd."}
			for _, one := range refused.GetViolations() {
				place := strings.TrimPrefix(one.GetField(), "facts_json.")
				lines = append(lines, fmt.Sprintf("- %s: %s", place, one.GetMessage().GetNl()))
			}
			return fmt.Errorf("%s", strings.Join(lines, "\n"))
		}
	}
	return err
}
