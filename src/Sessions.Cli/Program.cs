using Sessions.Cli;

return await CommandLine.RunAsync(args);
