// SPDX-License-Identifier: EUPL-1.2
// Makes a form out of nothing but what GetMethod says of its facts, and records the answers as typed
// changes. Answers are texts by the path of the fact, as a form sends them:
//   {"area_name": "Voorbeelddorp", "recognisable": "ja", "sessions[vol].on": "2022-05-17"}
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FactDefinition__Output as Fact } from './generated/stapwijs/v1/FactDefinition';
import type { FactKind__Output } from './generated/stapwijs/v1/FactKind';
import type { GetMethodResponse__Output } from './generated/stapwijs/v1/GetMethodResponse';
import type { GetTrajectoryResponse__Output } from './generated/stapwijs/v1/GetTrajectoryResponse';
import type { Method__Output as Method } from './generated/stapwijs/v1/Method';
import type { RecordFactsResponse__Output } from './generated/stapwijs/v1/RecordFactsResponse';
import type { Value } from './generated/stapwijs/v1/Value';
import { ask, insecure, run, stapwijs, violationsOf } from './stapwijs';

const kinds: Partial<Record<FactKind__Output, string>> = {
  FACT_KIND_YES_NO: 'ja of nee', FACT_KIND_INTEGER: 'heel getal', FACT_KIND_DECIMAL: 'getal',
  FACT_KIND_LABEL: 'naam van een plaats of organisatie', FACT_KIND_TEXT: 'tekst', FACT_KIND_DATE: 'datum',
  FACT_KIND_TIME: 'tijd', FACT_KIND_DURATION: 'duur', FACT_KIND_REFERENCE: 'kenmerk', FACT_KIND_ENUM: 'keuze',
  FACT_KIND_ELEMENT_KEY: 'sleutel', FACT_KIND_SET: 'een of meer', FACT_KIND_LIST: 'lijst',
};

async function getMethod(server: string, method_id: string, version = ''): Promise<Method> {
  const service = new stapwijs.MethodService(server, insecure);
  const answer = await ask<GetMethodResponse__Output>((done) => service.GetMethod(
    { method_id, version, read_mask: { paths: ['facts', 'enums', 'steps.id', 'steps.title'] } }, done));
  return answer.method!;
}

function question(method: Method, fact: Fact): string {
  const choices = method.enums.find((one) => one.name === fact.type?.enum_name)?.values ?? [];
  const range = fact.minimum || fact.maximum ? ` (${fact.minimum || '…'} t/m ${fact.maximum || '…'})` : '';
  const lines = [`${fact.path}: ${fact.ask?.nl ?? fact.title?.nl}`,
    `    ${kinds[fact.type?.kind ?? 'FACT_KIND_UNSPECIFIED'] ?? 'groep'}${range}` +
      (fact.type?.kind === 'FACT_KIND_LIST' ? ` (hoogstens ${fact.max_elements})` : ''),
    ...choices.map((choice) => `    - ${choice.name}: ${choice.title?.nl}`)];
  if (fact.or_none) lines.push(`    - geen: ${fact.none_title?.nl ?? 'er is er geen'}`);
  if (['PRIVACY_CLASS_P2', 'PRIVACY_CLASS_P3'].includes(fact.privacy)) lines.push('    gaat over personen');
  return lines.join('\n');
}

// An answer that does not fit stays a text: the server says what is wrong with it.
function valueOf(fact: Fact | undefined, answer: string, kind = fact?.type?.kind): Value {
  if (answer === 'geen' && fact?.or_none) return { none: {} };
  switch (kind) {
    case 'FACT_KIND_YES_NO': return ['ja', 'nee'].includes(answer) ? { yes_no: answer === 'ja' } : { text: answer };
    case 'FACT_KIND_INTEGER': return /^-?\d{1,18}$/.test(answer) ? { integer: answer } : { text: answer };
    case 'FACT_KIND_DECIMAL': return { decimal: answer.replace(',', '.') };
    case 'FACT_KIND_DATE': return { date: answer };
    case 'FACT_KIND_TIME': return { time: answer };
    case 'FACT_KIND_DURATION': return { duration: answer };
    case 'FACT_KIND_ENUM': return { enum_value: answer };
    case 'FACT_KIND_ELEMENT_KEY': return { element_key: answer };
    case 'FACT_KIND_SET': return { set: { members: answer.split(/,\s*/).filter(Boolean)
      .map((one) => valueOf(undefined, one, fact?.type?.member_kind)) } };
    default: return { text: answer };
  }
}

async function record(server: string, id: string, file: string): Promise<void> {
  const service = new stapwijs.TrajectoryService(server, insecure);
  const { trajectory } = await ask<GetTrajectoryResponse__Output>((done) =>
    service.GetTrajectory({ trajectory_id: id }, done));
  const method = await getMethod(server, trajectory?.method?.id ?? '', trajectory?.method?.version);
  const facts = new Map(method.facts.map((fact) => [fact.path, fact]));
  const answers = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  const changes = answers.map(([path, answer]) =>
    ({ path, set: valueOf(facts.get(path.replace(/\[[^\]]*\]/g, '[*]')), answer) }));
  try {
    const { receipt } = await ask<RecordFactsResponse__Output>((done) =>
      service.RecordFacts({ trajectory_id: id, request_id: randomUUID(), changes }, done));
    console.log(`Vastgelegd: revisie ${receipt?.revision}.`);
  } catch (error) {
    const refused = violationsOf(error)?.violations;
    if (!refused) throw error;
    const place = (field: string) => answers[Number(/changes\[(\d+)\]/.exec(field)?.[1])]?.[0] ?? field;
    throw new Error(['Niets is vastgelegd.',
      ...refused.map((one) => `- ${place(one.field)}: ${one.message?.nl}`)].join('\n'));
  }
}

async function main(server: string, verb: string, name: string, rest: string): Promise<void> {
  if (verb === 'record') return record(server, name, rest);
  const method = await getMethod(server, name);
  console.log(method.steps.find((step) => step.id === rest)?.title?.nl ?? rest);
  for (const fact of method.facts.filter((one) => one.step === rest)) console.log(question(method, fact));
}

run(main, 'fill_form HOST:POORT form METHODE STAP | record TRAJECT ANTWOORDEN.json', 4);
