using System.Security.Cryptography;
using Sessions.Cli.Client;
using Sessions.Cli.Output;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Commands;

/// <summary>What the <c>recording</c> verb asks for, one after the other.</summary>
internal sealed class RecordingRequests(SessionsClient client, string path, Terminal terminal)
{
    public async Task AddAsync(RecordingFiles files, CancellationToken cancel)
    {
        var left = files.Captions.ToList();
        foreach (var video in files.Videos)
        {
            var added = await AddVideoAsync(video, cancel);
            if (files.CaptionsOf(video) is { } captions && left.Remove(captions))
                await AddCaptionsAsync(captions, added, cancel);
        }

        foreach (var captions in left)
            await AddCaptionsAsync(captions, await OnlyOneAsync(captions, cancel), cancel);
    }

    public Task ShowAsync(bool hidden, CancellationToken cancel) =>
        client.PostAsync<RecordingListDocument>($"{path}/{(hidden ? "hide" : "publish")}", cancel);

    public async Task VerifyAsync(CancellationToken cancel)
    {
        foreach (var recording in (await ListAsync(cancel)).Recordings.Where(r => r.State == "archived"))
            await client.PostAsync<RecordingListDocument>($"{path}/{recording.Number}/verify", cancel);
    }

    public async Task<int> ReportAsync(bool failOnDamage, CancellationToken cancel)
    {
        var list = await ListAsync(cancel);
        if (terminal.Json)
            Terminal.WriteJson(list);
        else
            RecordingView.Show(terminal.Results, list);
        return failOnDamage && list.Recordings.Any(r => r.Damage is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    private Task<RecordingListDocument> ListAsync(CancellationToken cancel) =>
        client.GetAsync<RecordingListDocument>(path, cancel);

    private async Task<int> AddVideoAsync(string file, CancellationToken cancel)
    {
        string sha256;
        await using (var body = File.OpenRead(file))
            sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(body, cancel));
        if (!terminal.Json)
            terminal.Prose.WriteLine($"Sending {file}, {Wording.Bytes(new FileInfo(file).Length)} …");
        var list = await client.PutFileAsync<RecordingListDocument>($"{path}/{sha256}.mp4", file, "video/mp4", cancel);
        return list.Added ?? throw new CliException(ExitCode.Failed, $"{file}: the server does not say what became of it");
    }

    private Task<RecordingListDocument> AddCaptionsAsync(string file, int number, CancellationToken cancel) =>
        client.PutFileAsync<RecordingListDocument>($"{path}/{number}/captions", file, "text/vtt", cancel);

    private async Task<int> OnlyOneAsync(string captions, CancellationToken cancel)
    {
        var archived = (await ListAsync(cancel)).Recordings.Where(r => r.State == "archived").ToList();
        return archived.Count == 1
            ? archived[0].Number
            : throw new CliException(
                ExitCode.BadInput,
                $"{captions}: there are {archived.Count} recordings it could be for; name it like the .mp4 file, and add both together");
    }
}
