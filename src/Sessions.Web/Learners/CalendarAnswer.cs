using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using NodaTime;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Web.Learners;

/// <summary>
/// A calendar over HTTP, with a strong ETag made from its bytes. Compression makes other bytes of them, so each
/// coding gets a tag of its own (RFC 9110, 8.8.3.3), and any of them answers a later question.
/// </summary>
internal sealed class CalendarAnswer(byte[] bytes) : IResult
{
    private readonly string _hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    /// <summary>The entries as this learner was last told of them, and no others.</summary>
    public static CalendarAnswer Of(
        CourseFacts facts, IEnumerable<SessionFacts> sessions, EnrolledLearner learner, Instant now,
        IDateTimeZoneProvider zones)
    {
        var entries = from session in sessions
                      from known in session.Learners
                      where known.Id == learner.Id
                      let told = known.Invitation
                      where told is not null
                      select Entry(told, session.Removed || learner.Left);
        return new(Encoding.UTF8.GetBytes(CalendarFeed.Write(facts.Accepted.Title, entries, now, zones)));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.CacheControl = "private, max-age=0, must-revalidate";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (Known(request) is { } known)
        {
            response.Headers.ETag = known;
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.OnStarting(() =>
        {
            response.Headers.ETag = Tag(response.Headers.ContentEncoding.ToString());
            return Task.CompletedTask;
        });
        response.ContentType = "text/calendar; charset=utf-8";
        if (HttpMethods.IsHead(request.Method))
            response.ContentLength = bytes.Length;
        else
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    private static FeedEntry Entry(InvitationFacts told, bool takenBack) =>
        new(told.Uid, told.Sequence, told.Stamp, told.Told, told.Cancelled || takenBack);

    private string? Known(HttpRequest request) => request.GetTypedHeaders().IfNoneMatch
        .Select(tag => tag.Tag.ToString())
        .Select(tag => tag == "*" ? Tag("") : tag)
        .FirstOrDefault(tag => tag == Tag("") || tag == Tag("br") || tag == Tag("gzip"));

    private string Tag(string coding) => coding.Length == 0 ? $"\"{_hash}\"" : $"\"{_hash}-{coding}\"";
}
