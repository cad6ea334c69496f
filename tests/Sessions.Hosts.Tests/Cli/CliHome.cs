using System.Diagnostics;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>
/// A user of one's own: a home folder that is gone afterwards, an environment without settings, and the command as
/// a process.
/// </summary>
public sealed class CliHome : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sessions-test-");

    public string Path => _folder.FullName;

    /// <summary>A path in the home folder.</summary>
    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    internal Task<CliResult> RunAsync(params string[] arguments) => RunWithAsync([], arguments);

    /// <summary>Runs the command to its end, with nothing on its standard input and no terminal.</summary>
    internal async Task<CliResult> RunWithAsync((string Name, string Value)[] variables, params string[] arguments)
    {
        await using var command = Launch(variables, arguments);
        return await command.EndAsync(Patience);
    }

    internal CliCommand Launch(params string[] arguments) => Launch([], arguments);

    internal CliCommand Launch((string Name, string Value)[] variables, params string[] arguments) =>
        new(Start(variables, arguments));

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A command that was killed may still be closing its files.
        }
    }

    private ProcessStartInfo Start((string Name, string Value)[] variables, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(System.IO.Path.Combine(AppContext.BaseDirectory, "Sessions.Cli.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = Path;
        start.Environment["XDG_DATA_HOME"] = At(".local", "share");
        start.Environment["TMPDIR"] = Path;
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return start;
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("Sessions", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_ENVIRONMENT" or "NO_COLOR";
}
