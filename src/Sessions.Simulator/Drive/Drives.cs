using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;
using Sessions.Simulator.Stage;

namespace Sessions.Simulator.Drive;

/// <summary>The organizer's OneDrive, as far as recordings lie in it.</summary>
internal static class Drives
{
    public static Answer OfUser(Call call)
    {
        var user = Users.Mailbox(call);
        return Answer.Ok(Odata.Entity(call, "drives", new JsonObject
        {
            ["id"] = IdOf(call, user),
            ["driveType"] = "business",
            ["name"] = "OneDrive",
            ["owner"] = new JsonObject
            {
                ["user"] = new JsonObject { ["id"] = user.Id, ["displayName"] = user.DisplayName },
            },
        }));
    }

    /// <summary>GET /drives/{d}/root:/Recordings:/children; the folder appears with the first recording.</summary>
    public static Answer Recordings(Call call)
    {
        var owner = Owner(call);
        var files = Files(call, owner).ToArray();
        return files.Length == 0
            ? throw NotFound()
            : Answer.Ok(Odata.Page(
                call, $"drives('{IdOf(call, owner)}')/root/children",
                [.. files.Where(file => !Recycled(call, file)).Select(file => Item(call, file))]));
    }

    public static Answer GetItem(Call call) =>
        Answer.Ok(Odata.Entity(call, "drives('items')", Item(call, Find(call))));

    /// <summary>To the recycle bin, if the file is still the one the caller saw.</summary>
    public static Answer DeleteItem(Call call)
    {
        var file = Find(call);
        var wanted = call.Header("If-Match");
        if (wanted.Length > 0 && wanted != "*" && wanted != ETag(call, file))
        {
            throw new GraphFailure(412, "resourceModified", "ETag does not match current item's value");
        }

        call.State.RecycleBin.Add(new RecycledFile(file.FileId(call.State.Dice), file.FileName, call.Now));
        return Answer.NoContent;
    }

    private static Segment Find(Call call) => Files(call, Owner(call))
        .FirstOrDefault(file => file.FileId(call.State.Dice) == call.Route("item") && !Recycled(call, file))
        ?? throw NotFound();

    private static User Owner(Call call)
    {
        var drive = call.Route("drive");
        return call.State.Meetings.Select(meeting => meeting.Organizer)
            .FirstOrDefault(user => IdOf(call, user) == drive)
            ?? throw NotFound();
    }

    private static IEnumerable<Segment> Files(Call call, User owner) => call.State.Meetings
        .Where(meeting => meeting.Organizer == owner)
        .SelectMany(meeting => Segment.Of(call.State, meeting))
        .Where(file => file.Session.End + call.Switches.RecordingLag <= call.Now);

    private static bool Recycled(Call call, Segment file) =>
        call.State.RecycleBin.Any(recycled => recycled.Id == file.FileId(call.State.Dice));

    private static JsonObject Item(Call call, Segment file)
    {
        var film = file.Film();
        return new JsonObject
        {
            ["id"] = file.FileId(call.State.Dice),
            ["name"] = file.FileName,
            ["size"] = film.Length,
            ["eTag"] = ETag(call, file),
            ["cTag"] = ETag(call, file),
            ["createdDateTime"] = Odata.Time(file.Ended),
            ["lastModifiedDateTime"] = Odata.Time(file.Ended),
            ["file"] = new JsonObject
            {
                ["mimeType"] = "video/mp4",
                ["hashes"] = new JsonObject { ["sha256Hash"] = Convert.ToHexString(SHA256.HashData(film)) },
            },
        };
    }

    private static string ETag(Call call, Segment file) =>
        $"\"{{{call.State.Dice.Guid("etag", file.FileId(call.State.Dice)).ToString().ToUpperInvariant()}}},1\"";

    private static string IdOf(Call call, User user) =>
        "b!" + Convert.ToBase64String(call.State.Dice.Roll("drive", user.Id)).TrimEnd('=')
            .Replace('+', '-').Replace('/', '_');

    private static GraphFailure NotFound() => new(404, "itemNotFound", "The resource could not be found.");
}
