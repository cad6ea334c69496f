using Microsoft.Net.Http.Headers;

namespace Sessions.Web.Learners;

/// <summary>
/// A calendar over HTTP. Only its tag decides whether it is known: a title can change without a telling, so the
/// date is for people, and If-Modified-Since is not looked at.
/// </summary>
/// <param name="file">The name to save it under; null for what is subscribed to.</param>
internal sealed class CalendarAnswer(CalendarDocument document, string? file = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var sent = document.In(ContentCoding.Wanted(request));
        var headers = response.Headers;
        headers.CacheControl = "private, max-age=0, must-revalidate";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.ETag = sent.Tag;
        if (sent.IsKnownTo(request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ContentType = "text/calendar; charset=utf-8";
        headers.LastModified = document.LastModified;
        headers.ContentLength = sent.Bytes.Length;
        if (sent.Coding != ContentCoding.Identity)
            headers.ContentEncoding = sent.Coding;
        if (file is not null)
            headers.ContentDisposition = $"attachment; filename=\"{file}\"";

        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(sent.Bytes, httpContext.RequestAborted).AsTask();
    }
}
