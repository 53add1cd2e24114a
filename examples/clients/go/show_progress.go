// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"fmt"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	stapwijsv1 "stapwijs.nl/api/v1"
)

// Of stapwijsv1.Status, in its order.
var statuses = []string{"?", "niet van toepassing", "geblokkeerd", "nog niet klaar", "nog niet te zeggen", "klaar"}

// Shows how a case stands, found by its case reference: each step with its counts, what holds it back
// and why, and what to do next.
func showProgress(ctx context.Context, channel *grpc.ClientConn, source, id, on string) error {
	found, err := stapwijsv1.NewTrajectoryServiceClient(channel).ListTrajectories(ctx,
		&stapwijsv1.ListTrajectoriesRequest{CaseSource: source, CaseId: id})
	if err == nil && len(found.GetTrajectories()) == 0 {
		err = fmt.Errorf("Bij %s %s hoort geen traject.", source, id)
	}
	for _, trajectory := range found.GetTrajectories() {
		answer, failed := stapwijsv1.NewProgressServiceClient(channel).GetAssessment(ctx,
			&stapwijsv1.GetAssessmentRequest{TrajectoryId: trajectory.GetId(), On: on,
				// Only what is shown: a whole assessment is much larger.
				ReadMask: &fieldmaskpb.FieldMask{Paths: []string{"evaluated_on", "next", "waivers", "steps"}}})
		if failed != nil {
			return failed
		}
		show(trajectory, answer.GetAssessment())
	}
	return err
}

func counted(counts *stapwijsv1.Counts) string {
	return fmt.Sprintf("%d van %d", counts.GetDone(), counts.GetTotal()-counts.GetNotApplicable())
}

func show(trajectory *stapwijsv1.Trajectory, assessment *stapwijsv1.Assessment) {
	fmt.Printf("%s (%s %s), %s %s, op %s\n", trajectory.GetLabel(), trajectory.GetCaseRef().GetSource(),
		trajectory.GetCaseRef().GetId(), trajectory.GetMethod().GetId(), trajectory.GetMethod().GetVersion(),
		assessment.GetEvaluatedOn())
	all := index{map[string]*stapwijsv1.ItemAssessment{}, map[string]*stapwijsv1.GuardAssessment{}, map[string]string{}}
	for _, step := range assessment.GetSteps() {
		all.add(step)
		all.steps[step.GetId()] = step.GetTitle().GetNl()
	}
	for i, step := range assessment.GetSteps() {
		fmt.Printf("%d. %s: %s; verplicht %s, aanbevolen %s\n", i+1, step.GetTitle().GetNl(),
			statuses[step.GetStatus()], counted(step.GetRequired()), counted(step.GetRecommended()))
		all.showBlockers(step)
	}
	for _, waiver := range assessment.GetWaivers() {
		fmt.Printf("Afgeweken van %s door %s, tot en met %s: %s\n", waiver.GetPath(),
			waiver.GetRole().GetTitle().GetNl(), either(waiver.GetUntil(), "het einde"), waiver.GetReason())
	}
	fmt.Println("Nu te doen:")
	for _, path := range assessment.GetNext()[:min(5, len(assessment.GetNext()))] {
		fmt.Println("-", either(all.items[path].GetAsk().GetNl(), all.items[path].GetTitle().GetNl()))
	}
}

func (in *index) showBlockers(step *stapwijsv1.StepAssessment) {
	if step.GetDrifted() {
		fmt.Println("   Afgesloten, maar dat zou nu niet meer kunnen.")
	}
	var first []string
	for _, one := range step.GetStartBlockers() {
		if before := either(in.steps[one.GetPath()], in.guards[one.GetPath()].GetMessage().GetNl()); one.GetDecided() &&
			one.GetKind() <= stapwijsv1.BlockerKind_BLOCKER_KIND_GUARD {
			first = append(first, before)
		}
	}
	if len(first) > 0 {
		fmt.Println("   Kan nog niet beginnen: eerst", strings.Join(first, "; "))
	}
	for _, path := range step.GetBlockedBy() {
		fmt.Println("   Houdt tegen:", in.guards[path].GetMessage().GetNl())
		for _, citation := range in.guards[path].GetProvenance().GetCitations() {
			fmt.Printf("     bron: %s, %s\n", citation.GetTitle(), citation.GetLocator())
		}
	}
}
