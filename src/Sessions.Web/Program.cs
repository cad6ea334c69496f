using Sessions.Web;

await WebHost.Build(args).RunAsync();
