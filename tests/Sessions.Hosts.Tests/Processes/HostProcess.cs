using System.Diagnostics;
using Sessions.Hosts.Tests.Cli;

namespace Sessions.Hosts.Tests.Processes;

/// <summary>Worker or web as a process of its own, with these settings and no others.</summary>
internal static class HostProcess
{
    /// <param name="host"><c>Sessions.Worker</c> or <c>Sessions.Web</c>.</param>
    public static CliCommand Launch(string host, CliHome home, IEnumerable<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = home.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{host}.dll"));
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = home.Path;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new CliCommand(start);
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("Sessions", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);
}
