// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"

	"google.golang.org/grpc"

	stapwijsv1 "stapwijs.nl/api/v1"
)

// Reports on all trajectories of a method, as CSV: totals first, then a row for each, page after page.
func showPortfolio(ctx context.Context, channel *grpc.ClientConn, method, on string) error {
	out := csv.NewWriter(os.Stdout)
	out.Comma = ';'
	row := func(cells ...any) {
		var texts []string
		for _, cell := range cells {
			texts = append(texts, fmt.Sprint(cell))
		}
		_ = out.Write(texts) // an error shows at the end
	}
	request := &stapwijsv1.GetPortfolioReportRequest{MethodId: method, On: on}
	for first := true; first || request.PageToken != ""; first = false {
		answer, err := stapwijsv1.NewPolicyServiceClient(channel).GetPortfolioReport(ctx, request)
		if err != nil {
			return err
		}
		report := answer.GetReport()
		if first {
			row("soort", "id", "vraag", "ja", "deels", "nee", "onbekend")
			heads := []any{"wijk", "zaak", "afgeweken"}
			for _, one := range report.GetGoals() {
				row("doel", one.Path, one.GetTitle().GetNl(), one.Linked, one.Partly, one.Unlinked, one.Unknown)
				heads = append(heads, one.Path)
			}
			for _, one := range report.GetChecks() {
				row("toetspunt", one.Id, one.GetQuestion().GetNl(), one.Yes, one.Partly, one.No, one.Unknown)
			}
			out.Flush()
			fmt.Println()
			row(heads...)
		}
		for _, one := range report.GetRows() {
			cells := []any{one.GetLabel(), one.GetCaseRef().GetId(), one.GetWaivers()}
			for _, verdict := range one.GetVerdicts() {
				cells = append(cells, verdicts[verdict])
			}
			row(cells...)
		}
		request.PageToken = answer.GetNextPageToken()
	}
	out.Flush()
	return out.Error()
}
