using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Archive;

/// <summary>The move itself over a real archive, killed at the first call, at the second, and so on.</summary>
internal static class MovedRecording
{
    private const int BlockSize = 1000;
    private const int Blocks = 6;
    private const int InFlight = 2;

    private static readonly Instant Start = Instant.FromUtc(2025, 10, 22, 17, 0);

    public static async Task DieEverywhereAsync(Func<IArchive> open, CancellationToken cancel)
    {
        var video = Video(Blocks * BlockSize - 300);
        var deaths = 0;
        for (var died = true; died; deaths++)
        {
            var recording = new RecordingFacts($"r{deaths}", "c", Start, Start + Duration.FromHours(1), null, null);
            var dying = new DyingArchive(open(), deaths + 1);
            died = await DiesAsync(video, recording, dying, cancel);

            var whole = new DyingArchive(open(), int.MaxValue);
            var fact = Assert.IsType<RecordingArchived>(Assert.Single(
                await MoveAsync(video, recording, whole, cancel)));

            Assert.Equal(FileDigest.Of(video).Sha256, fact.Video.Sha256);
            Assert.Equal(FileDigest.Of(video), await FileDigest.ReadAsync(open(), fact.Video.BlobName, cancel));
            Assert.InRange(dying.Staged + whole.Staged, Blocks, Blocks + InFlight);
        }
        Assert.True(deaths > Blocks + 5, $"{deaths} deaths");
    }

    public static async Task<(string SourceId, ArchivedFile Video)> ArchiveAsync(
        IArchive archive, CancellationToken cancel)
    {
        var recording = new RecordingFacts("r", "c", Start, Start + Duration.FromHours(1), null, null);
        var facts = await MoveAsync(Video((BlockSize * Blocks) - 300), recording, archive, cancel);
        return ("r", Assert.IsType<RecordingArchived>(Assert.Single(facts)).Video);
    }

    public static Task<ImmutableArray<Fact>> MoveAsync(
        byte[] video, RecordingFacts recording, IArchive archive, CancellationToken cancel) =>
        MoveAsync(new OneVideo(video), recording, archive, cancel);

    public static async Task<ImmutableArray<Fact>> MoveAsync(
        IRecordingSource source, RecordingFacts recording, IArchive archive, CancellationToken cancel)
    {
        var meeting = new MeetingFacts(
            "t", "e", "i", "https://teams.example.com/j", "m", OptionsSet: true, "Maps", Start, recording.Ended, false);
        var move = new VideoMove(
            source, archive, new MoveLimits(BlockSize, InFlight), NullLogger<VideoMove>.Instance);
        return await move.RunAsync(
            Session(meeting, recording), new ArchiveVideo(meeting, recording), recording.Ended, cancel);
    }

    private static async Task<bool> DiesAsync(
        byte[] video, RecordingFacts recording, DyingArchive archive, CancellationToken cancel)
    {
        try
        {
            await MoveAsync(video, recording, archive, cancel);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    private static SessionFacts Session(MeetingFacts meeting, RecordingFacts recording)
    {
        var time = new SessionTime(
            Start.InUtc().LocalDateTime, recording.Ended.InUtc().LocalDateTime, DateTimeZone.Utc, Start,
            recording.Ended, "2025b");
        var session = new CourseSession(new SessionId(new CourseId("maps"), "one"), "Maps", time);
        var course = new Course(
            session.Id.Course, "Maps", null, null, DateTimeZone.Utc, null, null,
            new Instructor("Ada", EmailAddress.Parse("ada@example.org")), [session], CoursePolicy.Default);
        return new SessionFacts(
            course, session, Removed: false, meeting, [], StartNoted: true, EndNoted: true, Attendance: null,
            SearchFacts.None, [recording], Version: 1);
    }

    public static byte[] Video(int length)
    {
        byte[] head = [.. Box("ftyp", new byte[8]), .. Box("moov", new byte[24])];
        var body = new byte[length - head.Length - 8];
        for (var i = 0; i < body.Length; i++)
            body[i] = unchecked((byte)((i * 40503) >> 5));
        return [.. head, .. Box("mdat", body)];
    }

    private static byte[] Box(string type, byte[] body)
    {
        byte[] box = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. body];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        return box;
    }

    private sealed class OneVideo(byte[] video) : IRecordingSource
    {
        public Task<SourceContent> OpenRecordingAsync(
            EmailAddress organizer, string onlineMeetingId, string recordingId, CancellationToken cancel) =>
            Task.FromResult(new SourceContent(new MemoryStream(video), video.Length, "video/mp4"));

        public Task<ImmutableArray<SourceRecording>> ListRecordingsAsync(
            EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
            Task.FromResult(ImmutableArray<SourceRecording>.Empty);

        public Task<ImmutableArray<SourceTranscript>> ListTranscriptsAsync(
            EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
            Task.FromResult(ImmutableArray<SourceTranscript>.Empty);

        public Task<string> ReadTranscriptAsync(
            EmailAddress organizer, string onlineMeetingId, string transcriptId, CancellationToken cancel) =>
            Task.FromResult("");
    }
}
