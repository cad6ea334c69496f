using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item;
using Microsoft.Kiota.Abstractions;
using Sessions.Adapters.Graph;
using Sessions.Ledger;
using Sessions.Recordings;
using EmailAddress = Sessions.Courses.EmailAddress;

namespace Sessions.Adapters.Teams;

/// <summary>The organizer's OneDrive, where Teams keeps recordings, over Microsoft Graph.</summary>
public sealed class TeamsOriginals(GraphTenant tenant) : IOriginals
{
    /// <summary>Teams names it so whatever the user's language (OneDrive, "Recordings").</summary>
    private const string Folder = "Recordings";

    public async Task<OriginalMatch> FindAsync(
        EmailAddress organizer, string subject, RecordingFacts recording, CancellationToken cancel)
    {
        var files = await tenant.AskAsync(
            GraphCall.FindOriginal, organizer, (graph, user) => ListAsync(graph, user, cancel), cancel);
        return OriginalChoice.Among(files, subject, recording);
    }

    public Task<bool> RemoveAsync(EmailAddress organizer, Original original, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(original.ETag))
        {
            throw new ArgumentException($"'{original.Name}' has no version", nameof(original));
        }

        return tenant.AskAsync(
            GraphCall.RemoveOriginal, organizer, (graph, _) => RemoveAsync(graph, original, cancel), cancel);
    }

    private static async Task<IReadOnlyCollection<Original>> ListAsync(
        GraphServiceClient graph, UserItemRequestBuilder user, CancellationToken cancel)
    {
        try
        {
            var drive = await user.Drive.GetAsync(get => get.QueryParameters.Select = ["id"], cancel);
            return drive?.Id is { } id ? await ListAsync(graph, id, cancel) : [];
        }
        catch (ApiException e) when (GraphFaults.IsGone(e))
        {
            // Neither a drive nor the folder is there before somebody puts something in.
            return [];
        }
    }

    private static async Task<IReadOnlyCollection<Original>> ListAsync(
        GraphServiceClient graph, string drive, CancellationToken cancel)
    {
        var children = graph.Drives[drive].Items["root"].ItemWithPath(Folder).Children;
        var listed = await GraphTenant.ReadPagesAsync(
            await children.GetAsync(cancellationToken: cancel),
            page => page.Value,
            link => children.WithUrl(link).GetAsync(cancellationToken: cancel));
        return [.. listed.Where(item => item is { Id: not null, File: not null }).Select(item => Shape(drive, item))];
    }

    private static Original Shape(string drive, DriveItem item) => new(
        drive, item.Id!, item.Name ?? "", item.Size, item.ETag, GraphTimes.FromGraph(item.CreatedDateTime),
        item.File?.Hashes?.Sha256Hash);

    private static async Task<bool> RemoveAsync(GraphServiceClient graph, Original original, CancellationToken cancel)
    {
        try
        {
            await graph.Drives[original.DriveId].Items[original.ItemId].DeleteAsync(
                delete => delete.Headers.Add("If-Match", original.ETag!), cancel);
            return true;
        }
        catch (ApiException e) when (GraphFaults.IsGone(e))
        {
            return true;
        }
        catch (ApiException e) when (e.ResponseStatusCode == 412)
        {
            return false;
        }
    }
}
