// SPDX-License-Identifier: EUPL-1.2
// Shows how a case stands, found by its case reference: each step with its counts, what holds it back
// and why, and what to do next.
import type { Assessment__Output as Assessment } from './generated/stapwijs/v1/Assessment';
import type { ElementAssessment__Output as Element } from './generated/stapwijs/v1/ElementAssessment';
import type { GetAssessmentResponse__Output } from './generated/stapwijs/v1/GetAssessmentResponse';
import type { ListTrajectoriesResponse__Output } from './generated/stapwijs/v1/ListTrajectoriesResponse';
import type { Status__Output } from './generated/stapwijs/v1/Status';
import type { StepAssessment__Output as Step } from './generated/stapwijs/v1/StepAssessment';
import type { Trajectory__Output as Trajectory } from './generated/stapwijs/v1/Trajectory';
import { ask, insecure, run, stapwijs } from './stapwijs';

const status: Record<Status__Output, string> = {
  STATUS_UNSPECIFIED: '?',
  STATUS_NOT_APPLICABLE: 'niet van toepassing',
  STATUS_BLOCKED: 'geblokkeerd',
  STATUS_INCOMPLETE: 'nog niet klaar',
  STATUS_UNKNOWN: 'nog niet te zeggen',
  STATUS_COMPLETE: 'klaar',
};
// Only what is shown: a whole assessment is much larger.
const mask = ['evaluated_on', 'next', 'waivers', ...['id', 'title', 'status', 'start_blockers', 'required',
  'recommended', 'blocked_by', 'drifted', 'items', 'guards', 'elements'].map((name) => `steps.${name}`)];

// The items or guards of a step and of everything in it, by path.
function allIn<Kind extends 'items' | 'guards'>(step: Step | Element, kind: Kind): [string, Step[Kind][number]][] {
  return [...step[kind].map((one): [string, Step[Kind][number]] => [one.path, one]),
    ...step.elements.flatMap((element) => allIn(element, kind))];
}

function show(trajectory: Trajectory, assessment: Assessment): void {
  const { label, case_ref, method } = trajectory;
  console.log(`${label} (${case_ref?.source} ${case_ref?.id}), ${method?.id} ${method?.version}, ` +
    `op ${assessment.evaluated_on}`);
  const items = new Map(assessment.steps.flatMap((step) => allIn(step, 'items')));
  const guards = new Map(assessment.steps.flatMap((step) => allIn(step, 'guards')));
  const titles = new Map(assessment.steps.map((step) => [step.id, step.title?.nl]));
  assessment.steps.forEach((step, index) => {
    const counts = [step.required, step.recommended].map(
      (one) => `${one?.done} van ${(one?.total ?? 0) - (one?.not_applicable ?? 0)}`);
    console.log(`${index + 1}. ${step.title?.nl}: ${status[step.status]}; ` +
      `verplicht ${counts[0]}, aanbevolen ${counts[1]}`);
    if (step.drifted) console.log('   Afgesloten, maar dat zou nu niet meer kunnen.');
    const first = step.start_blockers
      .filter((one) => one.decided && ['BLOCKER_KIND_AFTER', 'BLOCKER_KIND_GUARD'].includes(one.kind))
      .map((one) => titles.get(one.path) ?? guards.get(one.path)?.message?.nl);
    if (first.length) console.log(`   Kan nog niet beginnen: eerst ${first.join('; ')}`);
    for (const path of step.blocked_by) {
      console.log(`   Houdt tegen: ${guards.get(path)?.message?.nl}`);
      for (const citation of guards.get(path)?.provenance?.citations ?? []) {
        console.log(`     bron: ${citation.title}, ${citation.locator}`);
      }
    }
  });
  for (const waiver of assessment.waivers) {
    console.log(`Afgeweken van ${waiver.path} door ${waiver.role?.title?.nl}, ` +
      `tot en met ${waiver.until || 'het einde'}: ${waiver.reason}`);
  }
  console.log('Nu te doen:');
  for (const path of assessment.next.slice(0, 5)) {
    console.log(`- ${items.get(path)?.ask?.nl ?? items.get(path)?.title?.nl}`);
  }
}

async function main(server: string, source: string, id: string, on = ''): Promise<void> {
  const trajectories = new stapwijs.TrajectoryService(server, insecure);
  const progress = new stapwijs.ProgressService(server, insecure);
  const found = await ask<ListTrajectoriesResponse__Output>((done) =>
    trajectories.ListTrajectories({ case_source: source, case_id: id }, done));
  if (!found.trajectories.length) throw new Error(`Bij ${source} ${id} hoort geen traject.`);
  for (const trajectory of found.trajectories) {
    const answer = await ask<GetAssessmentResponse__Output>((done) =>
      progress.GetAssessment({ trajectory_id: trajectory.id, on, read_mask: { paths: mask } }, done));
    if (answer.assessment) show(trajectory, answer.assessment);
  }
}

run(main, 'show_progress HOST:POORT BRON ZAAK [DATUM]', 3);
