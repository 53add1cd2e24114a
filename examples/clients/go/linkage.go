// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"fmt"
	"strings"

	"google.golang.org/grpc"

	stapwijsv1 "stapwijs.nl/api/v1"
)

var verdicts = []string{"?", "ja", "deels", "nee", "onbekend"}               // of GoalVerdict
var answers = []string{"?", "ja", "deels", "nee", "onbekend", "zie verslag"} // of CheckAnswer

// The same of several sessions once.
func showFacts(evidence []*stapwijsv1.Evidence, missing []*stapwijsv1.MissingFact) {
	shown := map[string]bool{}
	show := func(line string) {
		if !shown[line] {
			fmt.Println(line)
		}
		shown[line] = true
	}
	for _, fact := range evidence {
		recorded, _, _ := strings.Cut(fact.GetRecordedAt(), "T")
		show(fmt.Sprintf("     vastgelegd: %s: %s (%s)", fact.GetTitle().GetNl(),
			either(fact.GetWords().GetNl(), "gaat over personen"), either(either(fact.GetOccurredOn(), recorded), "elders")))
	}
	for _, fact := range missing {
		line, roles := either(fact.GetAsk().GetNl(), fact.GetTitle().GetNl()), []string{}
		for _, role := range fact.GetAskedOf() {
			roles = append(roles, role.GetTitle().GetNl())
		}
		if len(roles) > 0 {
			line += " (" + strings.Join(roles, ", ") + ")"
		}
		show("     nog nodig: " + line)
	}
}

// Reports on one trajectory, in words.
func showLinkage(ctx context.Context, channel *grpc.ClientConn, id, on string) error {
	answer, err := stapwijsv1.NewPolicyServiceClient(channel).GetLinkageReport(ctx,
		&stapwijsv1.GetLinkageReportRequest{TrajectoryId: id, On: on})
	if err != nil {
		return err
	}
	report := answer.GetReport()
	fmt.Printf("%s, %s %s, op %s (revisie %d)\n", report.GetLabel(), report.GetMethod().GetId(),
		report.GetMethod().GetVersion(), report.GetEvaluatedOn(), report.GetRevision())
	for _, policy := range report.GetPolicies() {
		fmt.Printf("\n%s - %s\n", policy.GetTitle().GetNl(), policy.GetDomain().GetNl())
		for _, goal := range policy.GetGoals() {
			reason := goal.GetAssessment().GetReason().GetNl()
			if reason != "" {
				reason = ", " + reason
			}
			fmt.Printf("   %s: %s%s\n", goal.GetAssessment().GetTitle().GetNl(),
				verdicts[goal.GetAssessment().GetVerdict()], reason)
			showFacts(goal.GetEvidence(), goal.GetMissing())
		}
	}
	fmt.Println("\nToetspunten")
	for _, check := range report.GetChecks() {
		fmt.Printf("   %-5s %-11s %s\n", check.GetId(), answers[check.GetAnswer()], check.GetQuestion().GetNl())
		showFacts(check.GetEvidence(), check.GetMissing())
	}
	for _, finding := range report.GetFindings() {
		fmt.Printf("\nPast niet bij elkaar: %s (%s)\n", finding.GetMessage().GetNl(), finding.GetPath())
	}
	for _, waiver := range report.GetWaivers() {
		fmt.Printf("\nAfgeweken van %s door %s: %s\n", waiver.GetPath(), waiver.GetRole().GetTitle().GetNl(),
			waiver.GetReason())
	}
	return nil
}
