// SPDX-License-Identifier: EUPL-1.2
// Reports to a policy officer: one trajectory in words, or all of a method as CSV.
import type { CheckAnswer__Output } from './generated/stapwijs/v1/CheckAnswer';
import type { Evidence__Output as Evidence } from './generated/stapwijs/v1/Evidence';
import type { GetLinkageReportResponse__Output } from './generated/stapwijs/v1/GetLinkageReportResponse';
import type { GetPortfolioReportResponse__Output } from './generated/stapwijs/v1/GetPortfolioReportResponse';
import type { GoalVerdict__Output } from './generated/stapwijs/v1/GoalVerdict';
import type { LinkageReport__Output as LinkageReport } from './generated/stapwijs/v1/LinkageReport';
import type { MissingFact__Output as MissingFact } from './generated/stapwijs/v1/MissingFact';
import { ask, insecure, run, stapwijs } from './stapwijs';

const verdict: Record<GoalVerdict__Output, string> = {
  GOAL_VERDICT_UNSPECIFIED: '?', GOAL_VERDICT_LINKED: 'ja', GOAL_VERDICT_PARTLY: 'deels',
  GOAL_VERDICT_UNLINKED: 'nee', GOAL_VERDICT_UNKNOWN: 'onbekend',
};
const answers: Record<CheckAnswer__Output, string> = {
  CHECK_ANSWER_UNSPECIFIED: '?', CHECK_ANSWER_YES: 'ja', CHECK_ANSWER_PARTLY: 'deels', CHECK_ANSWER_NO: 'nee',
  CHECK_ANSWER_UNKNOWN: 'onbekend', CHECK_ANSWER_BY_FORM: 'zie verslag',
};

function showFacts(evidence: Evidence[], missing: MissingFact[]): void {
  const lines = new Set<string>(); // the same of several sessions once
  for (const fact of evidence) {
    const when = fact.occurred_on || fact.recorded_at.slice(0, 10) || 'elders';
    lines.add(`     vastgelegd: ${fact.title?.nl}: ${fact.words?.nl ?? 'gaat over personen'} (${when})`);
  }
  for (const fact of missing) {
    const roles = fact.asked_of.map((role) => role.title?.nl).join(', ');
    lines.add(`     nog nodig: ${fact.ask?.nl ?? fact.title?.nl}${roles && ` (${roles})`}`);
  }
  lines.forEach((line) => console.log(line));
}

function show(report: LinkageReport): void {
  console.log(`${report.label || report.trajectory_id}, ${report.method?.id} ${report.method?.version}, ` +
    `op ${report.evaluated_on} (revisie ${report.revision})`);
  for (const policy of report.policies) {
    console.log(`\n${policy.title?.nl} - ${policy.domain?.nl ?? ''}`);
    for (const { assessment, evidence, missing } of policy.goals) {
      const reason = assessment?.reason?.nl ? `, ${assessment.reason.nl}` : '';
      console.log(`   ${assessment?.title?.nl}: ${assessment && verdict[assessment.verdict]}${reason}`);
      showFacts(evidence, missing);
    }
  }
  console.log('\nToetspunten');
  for (const check of report.checks) {
    console.log(`   ${check.id.padEnd(5)} ${answers[check.answer].padEnd(11)} ${check.question?.nl}`);
    showFacts(check.evidence, check.missing);
  }
  for (const finding of report.findings) {
    console.log(`\nPast niet bij elkaar: ${finding.message?.nl} (${finding.path})`);
  }
  for (const waiver of report.waivers) {
    console.log(`\nAfgeweken van ${waiver.path} door ${waiver.role?.title?.nl}: ${waiver.reason}`);
  }
}

const csv = (cells: (string | number | undefined)[]): string => cells.map((cell) => {
  const text = String(cell ?? '');
  return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}).join(';');

// The whole portfolio: totals first, then a row for each trajectory, page after page.
async function table(server: string, method: string, on: string): Promise<void> {
  const service = new stapwijs.PolicyService(server, insecure);
  for (let page_token = '', first = true; first || page_token; first = false) {
    const answer = await ask<GetPortfolioReportResponse__Output>((done) =>
      service.GetPortfolioReport({ method_id: method, on, page_token }, done));
    const { goals = [], checks = [], rows = [] } = answer.report ?? {};
    if (first) {
      console.log(csv(['soort', 'id', 'vraag', 'ja', 'deels', 'nee', 'onbekend']));
      for (const goal of goals) {
        console.log(csv(['doel', goal.path, goal.title?.nl, goal.linked, goal.partly, goal.unlinked, goal.unknown]));
      }
      for (const one of checks) {
        console.log(csv(['toetspunt', one.id, one.question?.nl, one.yes, one.partly, one.no, one.unknown]));
      }
      console.log(`\n${csv(['wijk', 'zaak', 'afgeweken', ...goals.map((goal) => goal.path)])}`);
    }
    for (const row of rows) {
      console.log(csv([row.label, row.case_ref?.id, row.waivers, ...row.verdicts.map((one) => verdict[one])]));
    }
    page_token = answer.next_page_token;
  }
}

async function main(server: string, what: string, name: string, on = ''): Promise<void> {
  if (what === 'portfolio') return table(server, name, on);
  const answer = await ask<GetLinkageReportResponse__Output>((done) =>
    new stapwijs.PolicyService(server, insecure).GetLinkageReport({ trajectory_id: name, on }, done));
  if (answer.report) show(answer.report);
}

run(main, 'policy_report HOST:POORT trajectory ID | portfolio METHODE [DATUM]', 3);
