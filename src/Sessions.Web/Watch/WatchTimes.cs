using NodaTime;

namespace Sessions.Web.Watch;

/// <summary>How long what a watch page was given stays good.</summary>
/// <param name="Address">
/// How long a video's address in the archive opens it: as long can somebody who has it still see what was hidden or
/// revoked. The page asks for a new one before.
/// </param>
public sealed record WatchTimes(Duration Address)
{
    public static WatchTimes Default { get; } = new(Duration.FromMinutes(10));

    /// <summary>How often the page asks whether it may still play, and for a new address.</summary>
    public Duration Renewal => Address * 0.75;
}
