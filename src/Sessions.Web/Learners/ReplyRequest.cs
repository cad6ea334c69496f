using Sessions.Ledger;

namespace Sessions.Web.Learners;

/// <summary>What the form on a learner's page sends.</summary>
internal sealed record ReplyRequest(string Session, ReplyAnswer Answer)
{
    public const string Coming = "coming";

    public const string Recording = "recording";

    /// <returns>Null for anything but a form with one of the two answers.</returns>
    public static async Task<ReplyRequest?> ReadAsync(HttpRequest request)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            is not true)
        {
            return null;
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        ReplyAnswer? answer = form["answer"].ToString() switch
        {
            Coming => ReplyAnswer.Coming,
            Recording => ReplyAnswer.CannotCome,
            _ => null,
        };
        return answer is { } said ? new ReplyRequest(form["session"].ToString(), said) : null;
    }

    /// <summary>
    /// Whether another site's page sent this. The address is what gives the right; this only keeps a page that got
    /// hold of it from using it behind the learner's back. Our own pages send <c>Origin: null</c>, because they send
    /// no referrer.
    /// </summary>
    public static bool IsFromElsewhere(HttpRequest request, Uri own)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none"))
            return true;

        var origin = request.Headers.Origin.ToString();
        return origin is not ("" or "null")
            && origin != own.GetLeftPart(UriPartial.Authority)
            && origin != $"{request.Scheme}://{request.Host}";
    }
}
