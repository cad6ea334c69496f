using NodaTime;

namespace Sessions.Watching;

/// <summary>How a player gets at an archived video.</summary>
public interface IVideoDoor
{
    /// <returns>Null when there is no such blob.</returns>
    Task<VideoAccess?> OpenAsync(string blobName, Duration lifetime, CancellationToken cancel);
}

public abstract record VideoAccess
{
    private protected VideoAccess()
    {
    }
}

/// <summary>Go there: a short-lived read-only address.</summary>
public sealed record VideoRedirect(Uri Address) : VideoAccess;

/// <summary>Here are the bytes, seekable, for answering range requests.</summary>
public sealed record VideoBytes(Stream Body, string ContentType, Instant Modified) : VideoAccess;
