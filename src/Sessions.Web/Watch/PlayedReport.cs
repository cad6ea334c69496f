using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Sessions.Ledger;
using Sessions.Watching;

namespace Sessions.Web.Watch;

/// <summary>What a player says was played since it last said so.</summary>
/// <param name="Lengths">Seconds that each part lasts, in order; null where the player does not know.</param>
internal sealed record PlayedReport(ImmutableArray<PlayedPiece> Played, ImmutableArray<double?> Lengths)
{
    public const int MostPieces = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <returns>Null for what is no report.</returns>
    public static async Task<PlayedReport?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return await request.ReadFromJsonAsync<PlayedReport>(Json, cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public ImmutableArray<Duration> LengthsOf(ImmutableArray<RecordingFacts> parts) =>
    [
        .. parts.Select((part, i) => PlayCredit.LengthOf(
            part, !Lengths.IsDefault && i < Lengths.Length ? Seconds(Lengths[i] ?? 0) : null)),
    ];

    /// <returns>Null where a piece cannot have been played.</returns>
    public ImmutableArray<PlayedStretch>? Stretches(ImmutableArray<Duration> lengths)
    {
        if (Played.IsDefaultOrEmpty || Played.Length > MostPieces)
            return null;

        ImmutableArray<PlayedStretch> stretches = [.. Played.Select(p => new PlayedStretch(p.Part, Seconds(p.From), Seconds(p.To)))];
        return stretches.All(s => PlayCredit.IsWithin(s, lengths)) ? stretches : null;
    }

    // A year is past every recording, and far from where a Duration ends.
    private static Duration Seconds(double seconds) =>
        Duration.FromMilliseconds(Math.Round(Math.Clamp(seconds, -1, 365 * 86400.0) * 1000));
}

/// <param name="Part">From 1.</param>
/// <param name="From">Seconds from the part's beginning.</param>
internal sealed record PlayedPiece(int Part, double From, double To);
