using NodaTime;

namespace Sessions.Adapters.Resilience;

/// <summary>How often and how long one request is tried before the planner hears of it.</summary>
/// <param name="Repeats">After the first attempt.</param>
/// <param name="FirstWait">Doubled from one attempt to the next, with jitter.</param>
/// <param name="LongestWait">
/// Neither our own wait nor one we are asked for exceeds it: who asks for more gets the request back from the
/// planner at that time, instead of a task that sleeps.
/// </param>
/// <param name="AttemptTimeout">Until the headers of the answer are there; the body is not counted.</param>
public sealed record RetryPolicy(int Repeats, Duration FirstWait, Duration LongestWait, Duration AttemptTimeout)
{
    public static RetryPolicy Default { get; } =
        new(3, Duration.FromSeconds(1), Duration.FromSeconds(30), Duration.FromSeconds(30));
}
