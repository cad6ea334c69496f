namespace Sessions.Simulator;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Target">Path and query, still encoded.</param>
/// <param name="Headers">Authorization is shown by its scheme alone.</param>
/// <param name="Status">Null: the connection was dropped instead of an answer.</param>
public sealed record SimulatedRequest(
    DateTimeOffset At,
    string Method,
    string Target,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    int? Status);
