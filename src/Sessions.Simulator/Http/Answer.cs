using System.Text.Json.Nodes;

namespace Sessions.Simulator.Http;

/// <summary>What a request is answered with; written when the tenant's state is no longer held.</summary>
internal sealed record Answer(int Status)
{
    public JsonObject? Json { get; init; }

    public byte[]? Bytes { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Whether <see cref="Bytes"/> are a file: delivered as the switches say.</summary>
    public bool IsFile { get; init; }

    public string? Location { get; init; }

    public static Answer Ok(JsonObject json) => new(200) { Json = json };

    public static Answer Created(JsonObject json) => new(201) { Json = json };

    public static Answer Accepted { get; } = new(202);

    public static Answer NoContent { get; } = new(204);
}
