// SPDX-License-Identifier: EUPL-1.2
// What the three programs share: the services, from the .proto files themselves, and calls as promises.
import * as grpc from '@grpc/grpc-js';
import * as loader from '@grpc/proto-loader';
import type { ProtoGrpcType as Methods } from './generated/method_service';
import type { ProtoGrpcType as Policies } from './generated/policy_service';
import type { ProtoGrpcType as Progress } from './generated/progress_service';
import type { Status__Output } from './generated/google/rpc/Status';
import type { ViolationsDetail__Output } from './generated/stapwijs/v1/ViolationsDetail';
import type { ProtoGrpcType as Statuses } from './generated/status';
import type { ProtoGrpcType as Trajectories } from './generated/trajectory_service';

const services = ['method', 'trajectory', 'progress', 'policy'].map((name) => `stapwijs/v1/${name}_service.proto`);
const root = grpc.loadPackageDefinition(loader.loadSync([...services, 'google/rpc/status.proto'], {
  includeDirs: [process.env.STAPWIJS_PROTO ?? '../../../api/proto'],
  keepCase: true, longs: String, enums: String, defaults: true, oneofs: true,
})) as unknown as Methods & Trajectories & Progress & Policies & Statuses;

export const stapwijs = root.stapwijs.v1;
export const insecure = grpc.credentials.createInsecure();

// The answer of a call: ask<Response>((done) => client.Call(request, done)).
export function ask<Response>(start: (done: grpc.requestCallback<Response>) => void): Promise<Response> {
  return new Promise((resolve, reject) =>
    start((error, response) => (response ? resolve(response) : reject(error))));
}

// What was wrong with a refused request, each with its place; undefined when that is not why it failed.
export function violationsOf(error: unknown): ViolationsDetail__Output | undefined {
  const packed = (error as grpc.ServiceError).metadata?.get('grpc-status-details-bin')[0];
  if (!packed) return undefined;
  // Details are messages in Any; the loader unpacks those whose type it knows.
  const status: Status__Output = root.google.rpc.Status.deserialize(packed as Buffer);
  const detail = status.details.find((any) => any?.type_url?.endsWith('stapwijs.v1.ViolationsDetail'));
  return detail && stapwijs.ViolationsDetail.deserialize(detail.value as Buffer);
}

// Runs a program; a failed call ends it with what the server said.
export function run(main: (...words: string[]) => Promise<void>, usage: string, fewest: number): void {
  const words = process.argv.slice(2);
  if (words.length < fewest) {
    console.error(`gebruik: ${usage}`);
    process.exit(2);
  }
  main(...words).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
