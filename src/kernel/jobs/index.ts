export { enqueue, type EnqueueOptions } from './enqueue.ts';
export { migrateJobs, startJobs, type JobInfo, type RunningJobs, type Task } from './runner.ts';
