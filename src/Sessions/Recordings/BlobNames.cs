using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>Names in the archive: made from ids and times alone, so that no title can be a path.</summary>
public static class BlobNames
{
    private const int HashLength = 12;

    private static readonly InstantPattern Stamp =
        InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary><c>{course}/{session}/{created}-{hash of the source id}.mp4</c></summary>
    public static string Video(SessionId session, RecordingFacts recording) => $"{Stem(session, recording)}.mp4";

    /// <summary>Beside the video, whether or not that is archived yet.</summary>
    public static string Captions(SessionId session, RecordingFacts recording) => $"{Stem(session, recording)}.vtt";

    public static string Manifest(string video) => $"{video}.manifest.json";

    private static string Stem(SessionId session, RecordingFacts recording)
    {
        if (SessionId.TryParse(session.ToString()) != session)
            throw new ArgumentException($"'{session}' is not course/session", nameof(session));

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recording.SourceId)));
        return string.Create(
            CultureInfo.InvariantCulture, $"{session}/{Stamp.Format(recording.Created)}-{hash[..HashLength]}");
    }
}
