using System.Diagnostics;
using NodaTime;
using Sessions.Hosts.Tests.Cli;

namespace Sessions.Hosts.Tests.Demo;

/// <summary>One demo of the course that the command carries, for all tests that only look at it.</summary>
public sealed class RealCourse : IAsyncLifetime, IDisposable
{
    public const int Learners = 12;

    /// <summary>Session id to the hours that the course file means, in UTC.</summary>
    public static readonly IReadOnlyDictionary<string, Interval> Hours = new Dictionary<string, Interval>
    {
        ["session-1"] = new(Instant.FromUtc(2025, 10, 22, 17, 0), Instant.FromUtc(2025, 10, 22, 18, 15)),
        ["session-2"] = new(Instant.FromUtc(2025, 11, 12, 18, 0), Instant.FromUtc(2025, 11, 12, 19, 0)),
    };

    internal CliHome Home { get; } = new();

    internal CliResult Result { get; private set; } = new(-1, "", "");

    internal DemoOutput Output => new(Home.At("out"));

    public TimeSpan Took { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var began = Stopwatch.GetTimestamp();
        Result = await Home.RunAsync("demo", "--out", Home.At("out"));
        Took = Stopwatch.GetElapsedTime(began);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => Home.Dispose();
}
