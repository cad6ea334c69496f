using System.Net;
using System.Text.Json;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>The <c>recording</c> verb on a course that is over.</summary>
public sealed class RecordingTests(OverCourse over) : IClassFixture<OverCourse>
{
    private const string Second = "you-are-here/session-2";

    [Fact]
    public async Task Hidden_recordings_open_for_nobody_until_they_are_published()
    {
        Assert.Equal(HttpStatusCode.OK, await VideoAsync());

        Assert.True((await over.RecordingsAsync(OverCourse.First, "--hide")).GetProperty("hidden").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, await VideoAsync());

        Assert.False((await over.RecordingsAsync(OverCourse.First, "--publish")).GetProperty("hidden").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, await VideoAsync());
    }

    [Fact]
    public async Task A_sound_copy_is_verified_and_a_damaged_one_is_loud()
    {
        var sound = Assert.Single(Recordings(await over.RecordingsAsync(Second, "--verify")), r => !ByHand(r));
        Assert.Equal(JsonValueKind.String, sound.GetProperty("verifiedAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, sound.GetProperty("damage").ValueKind);

        var file = Path.Combine(over.Home.At("out"), "archive", sound.GetProperty("blob").GetString()!);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        var result = (await over.RunAsync("recording", Second, "--verify")).Ended(1);
        Assert.Contains("its sha256 is", result.Out, StringComparison.Ordinal);
        var status = (await over.RunAsync("status", "you-are-here")).Ended(0);
        Assert.Contains("session-2 has a damaged recording", status.Out, StringComparison.Ordinal);

        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        (await over.RunAsync("recording", Second, "--verify")).Ended(0);
    }

    [Fact]
    public async Task A_recording_added_by_hand_is_archived_with_proof_once_with_its_captions()
    {
        var video = over.Home.At("mine.mp4");
        File.Copy(over.Output.Videos[0], video, overwrite: true);
        var captions = over.Home.Write("mine.vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n");

        var list = await over.RecordingsAsync(Second, "--add", video, "--add", captions);
        var again = await over.RecordingsAsync(Second, "--add", video);

        var added = Assert.Single(Recordings(list), ByHand);
        Assert.Single(Recordings(again), ByHand);
        Assert.True(added.GetProperty("captions").GetBoolean());
        var blob = Path.Combine(over.Home.At("out"), "archive", added.GetProperty("blob").GetString()!);
        Assert.Equal(
            await File.ReadAllBytesAsync(video, TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(blob, TestContext.Current.CancellationToken));
        using var manifest = JsonDocument.Parse(
            await File.ReadAllTextAsync($"{blob}.manifest.json", TestContext.Current.CancellationToken));
        Assert.Equal("becky.russell@example.org", manifest.RootElement.GetProperty("askedBy").GetString());
        Assert.StartsWith("hand:", manifest.RootElement.GetProperty("sourceId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_whole_recording_is_refused_and_leaves_nothing()
    {
        var bytes = await File.ReadAllBytesAsync(over.Output.Videos[0], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(over.Home.At("cut.mp4"), bytes[..^100], TestContext.Current.CancellationToken);
        over.Home.Write("page.mp4", "<!DOCTYPE html><title>Sign in</title>");
        await using (var huge = File.Create(over.Home.At("huge.mp4")))
            huge.SetLength((16L << 30) + 1);
        over.Home.Write("empty.vtt", "WEBVTT\n");
        over.Home.Write("notes.txt", "notes");
        var before = Blobs();

        foreach (var file in new[] { "cut.mp4", "page.mp4", "huge.mp4", "empty.vtt", "notes.txt", "missing.mp4" })
            (await over.RunAsync("recording", OverCourse.First, "--add", over.Home.At(file))).Ended(3);

        Assert.Equal(before, Blobs());
        Assert.DoesNotContain(Recordings(await over.RecordingsAsync(OverCourse.First)), ByHand);
    }

    [Theory]
    [InlineData(2, "recording", "you-are-here")]
    [InlineData(2, "recording", OverCourse.First, "--hide", "--publish")]
    [InlineData(1, "recording", "you-are-here/session-9")]
    public async Task What_cannot_be_is_said_so(int exitCode, params string[] arguments) =>
        (await over.RunAsync(arguments)).Ended(exitCode);

    // What was staged of a refused file is no blob.
    private List<string> Blobs() =>
        [.. new[] { "*.mp4", "*.vtt", "*.json" }.SelectMany(over.Output.Archived)];

    private static List<JsonElement> Recordings(JsonElement list) =>
        [.. list.GetProperty("recordings").EnumerateArray()];

    private static bool ByHand(JsonElement recording) => recording.GetProperty("byHand").GetBoolean();

    private async Task<HttpStatusCode> VideoAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(
            new Uri($"{over.WatchPage}/video"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
