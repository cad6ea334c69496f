namespace Sessions.Simulator.Http;

/// <summary>An answer in Graph's error shape.</summary>
internal sealed class GraphFailure(int status, string code, string message, TimeSpan? retryAfter = null)
    : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    public static GraphFailure BadRequest(string message) => new(400, "BadRequest", message);

    public static GraphFailure MeetingNotFound() => new(404, "NotFound", "3004: Specified meeting is not found.");

    public static GraphFailure ItemNotFound() => new(
        404, "ErrorItemNotFound",
        "The specified object was not found in the store., The process failed to get the correct properties.");
}
