using Sessions.Worker;

await WorkerHost.Build(args, TimeProvider.System).RunAsync();
