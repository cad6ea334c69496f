using System.Collections.Immutable;
using Sessions.Web.Api;

namespace Sessions.Cli.Commands;

/// <summary>The files that are handed in, looked at before anything is sent.</summary>
/// <param name="Captions">Of the video of the same name, or of the only recording there is.</param>
internal sealed record RecordingFiles(ImmutableArray<string> Videos, ImmutableArray<string> Captions)
{
    /// <exception cref="CliException">One is not there, too large, or neither video nor captions.</exception>
    public static RecordingFiles Read(IReadOnlyCollection<string> files)
    {
        foreach (var file in files)
            Check(file);
        return new([.. files.Where(f => !IsCaptions(f))], [.. files.Where(IsCaptions)]);
    }

    /// <returns>Null when none was handed in with it.</returns>
    public string? CaptionsOf(string video) =>
        Captions.FirstOrDefault(c => Path.ChangeExtension(c, null) == Path.ChangeExtension(video, null));

    private static bool IsCaptions(string file) => Path.GetExtension(file).Equals(".vtt", StringComparison.OrdinalIgnoreCase);

    private static void Check(string file)
    {
        if (!File.Exists(file))
            throw new CliException(ExitCode.BadInput, $"{file}: there is no such file");
        if (Path.GetExtension(file).ToLowerInvariant() is not (".mp4" or ".vtt"))
            throw new CliException(ExitCode.BadInput, $"{file}: a recording is an .mp4 file, its captions are a .vtt file");

        var (length, most) = (new FileInfo(file).Length, IsCaptions(file) ? UploadLimits.Captions : UploadLimits.Video);
        if (length > most)
            throw new CliException(ExitCode.BadInput, $"{file}: {length} bytes; at most {most} are taken");
    }
}
