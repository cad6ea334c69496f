using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Users.Item;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;
using NodaTime;
using Sessions.Adapters.Graph;
using Sessions.Adapters.Resilience;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Teams;

/// <summary>Recordings and transcripts over Microsoft Graph.</summary>
/// <param name="network">The network's clock: real, whatever clock the schedule runs on.</param>
public sealed class TeamsRecordings(GraphTenant tenant, IOptions<TeamsOptions> options, TimeProvider network)
    : IRecordingSource
{
    public async Task<ImmutableArray<SourceRecording>> ListRecordingsAsync(
        EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
        await tenant.AskAsync(
            GraphCall.ReadRecordings, organizer, user => ListRecordingsAsync(user, onlineMeetingId, cancel), cancel);

    public async Task<ImmutableArray<SourceTranscript>> ListTranscriptsAsync(
        EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
        await tenant.AskAsync(
            GraphCall.ReadTranscripts, organizer, user => ListTranscriptsAsync(user, onlineMeetingId, cancel), cancel);

    public Task<SourceContent> OpenRecordingAsync(
        EmailAddress organizer, string onlineMeetingId, string recordingId, CancellationToken cancel) =>
        OpenAsync(organizer, onlineMeetingId, recordingId, from: null, cancel);

    public async Task<SourceContent> ResumeRecordingAsync(
        EmailAddress organizer, string onlineMeetingId, string recordingId, ResumePoint from, CancellationToken cancel) =>
        await OpenAsync(organizer, onlineMeetingId, recordingId, from, cancel);

    public Task<string> ReadTranscriptAsync(
        EmailAddress organizer, string onlineMeetingId, string transcriptId, CancellationToken cancel) =>
        tenant.AskAsync(
            GraphCall.ReadTranscripts,
            organizer,
            user => ReadTranscriptAsync(user, onlineMeetingId, transcriptId, cancel),
            cancel);

    private Task<SourceContent> OpenAsync(
        EmailAddress organizer, string onlineMeetingId, string recordingId, ResumePoint? from, CancellationToken cancel) =>
        tenant.AskAsync(
            GraphCall.ReadRecordings,
            organizer,
            user =>
            {
                var content = user.OnlineMeetings[onlineMeetingId].Recordings[recordingId].Content;
                return OpenAsync(
                    seen => content.GetAsync(
                        get =>
                        {
                            get.Options.Add(seen);
                            ContentHeaders.AskFor(from, get.Headers);
                        },
                        cancel),
                    "The recording");
            },
            cancel);

    private static async Task<ImmutableArray<SourceRecording>> ListRecordingsAsync(
        UserItemRequestBuilder user, string meetingId, CancellationToken cancel)
    {
        var recordings = user.OnlineMeetings[meetingId].Recordings;
        var listed = await GraphTenant.ReadPagesAsync(
            await recordings.GetAsync(cancellationToken: cancel),
            page => page.Value,
            link => recordings.WithUrl(link).GetAsync(cancellationToken: cancel));
        return
        [
            .. from one in listed
               let id = one.Id
               where id is not null
               select new SourceRecording(
                   id, one.ContentCorrelationId, Created(one.CreatedDateTime, one.EndDateTime, id),
                   GraphTimes.FromGraph(one.EndDateTime)),
        ];
    }

    private static async Task<ImmutableArray<SourceTranscript>> ListTranscriptsAsync(
        UserItemRequestBuilder user, string meetingId, CancellationToken cancel)
    {
        var transcripts = user.OnlineMeetings[meetingId].Transcripts;
        var listed = await GraphTenant.ReadPagesAsync(
            await transcripts.GetAsync(cancellationToken: cancel),
            page => page.Value,
            link => transcripts.WithUrl(link).GetAsync(cancellationToken: cancel));
        return
        [
            .. from one in listed
               let id = one.Id
               where id is not null
               select new SourceTranscript(
                   id, one.ContentCorrelationId, Created(one.CreatedDateTime, one.EndDateTime, id)),
        ];
    }

    private async Task<string> ReadTranscriptAsync(
        UserItemRequestBuilder user, string meetingId, string transcriptId, CancellationToken cancel)
    {
        var content = user.OnlineMeetings[meetingId].Transcripts[transcriptId].Content;
        await using var opened = await OpenAsync(
            seen => content.GetAsync(
                get =>
                {
                    get.Options.Add(seen);
                    // The SDK's own Accept is answered with 400 (msgraph-sdk-dotnet issue 2505).
                    get.Headers.Add("Accept", "text/vtt");
                },
                cancel),
            "The transcript");
        using var reader = new StreamReader(opened.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancel);
        return text.StartsWith("WEBVTT", StringComparison.Ordinal)
            ? text
            : throw new OutsideFaultException(
                FaultKind.Transient, $"The transcript came as {opened.ContentType ?? "something"} that is no WebVTT");
    }

    private async Task<SourceContent> OpenAsync(Func<IRequestOption, Task<Stream?>> get, string what)
    {
        var seen = new HeadersInspectionHandlerOption { InspectResponseHeaders = true };
        var body = await get(seen)
            ?? throw new OutsideFaultException(FaultKind.Transient, $"{what} came without content");
        var headers = new ContentHeaders(seen.ResponseHeaders);
        var guarded = new StallGuardStream(body, headers.BodyLength, options.Value.Idle!.Value, network, what);
        return new(guarded, headers.WholeLength, headers.Type, headers.Offset, headers.Version);
    }

    private static Instant Created(DateTimeOffset? created, DateTimeOffset? ended, string id) =>
        GraphTimes.FromGraph(created ?? ended)
        ?? throw new OutsideFaultException(FaultKind.Transient, $"Graph lists '{id}' and does not say since when");
}
