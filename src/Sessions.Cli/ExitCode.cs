namespace Sessions.Cli;

/// <summary>What a script reads from the command's end.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int BadInput = 3;
    public const int NotAllowed = 4;
    public const int Unreachable = 5;
}

/// <summary>The command ends here, with this code and this sentence.</summary>
internal class CliException(int exitCode, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public int ExitCode { get; } = exitCode;
}
