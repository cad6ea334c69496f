using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>
/// What is known about an archived video, kept beside it: it is written only after the archive's copy was read
/// back and found equal to its source, so its presence is the proof.
/// </summary>
/// <param name="AskedBy">The organizer, in whose name the recording was fetched.</param>
public sealed record RecordingManifest(
    string Blob,
    string SourceId,
    string? CorrelationId,
    string? OnlineMeetingId,
    string Course,
    string Session,
    string AskedBy,
    Instant Created,
    Instant Ended,
    long Length,
    string Sha256,
    string Md5,
    int BlockSize,
    Instant ArchivedAt)
{
    private const int Longest = 64 * 1024;

    private const string ContentType = "application/json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new InstantConverter() },
    };

    [JsonIgnore]
    internal FileDigest Digest => new(Length, Sha256, Md5);

    /// <returns>Null when there is none, or none that can be read: then the proof is made again.</returns>
    public static async Task<RecordingManifest?> FindAsync(IArchive archive, string video, CancellationToken cancel)
    {
        var name = BlobNames.Manifest(video);
        if (await archive.FindAsync(name, cancel) is not { Length: <= Longest })
            return null;

        await using var body = await archive.OpenAsync(name, cancel);
        try
        {
            return await JsonSerializer.DeserializeAsync<RecordingManifest>(body, Json, cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it beside the video; one that stands there and says the same of the bytes stays.</summary>
    /// <returns>The manifest that stands.</returns>
    public async Task<RecordingManifest> KeepAsync(IArchive archive, CancellationToken cancel)
    {
        var (name, bytes) = (BlobNames.Manifest(Blob), JsonSerializer.SerializeToUtf8Bytes(this, Json));
        if (await archive.CreateAsync(name, bytes, ContentType, cancel))
            return this;
        // Another mover's, who was first; or one that cannot be read or speaks of other bytes, and proves nothing.
        if (await FindAsync(archive, Blob, cancel) is { } first && first with { ArchivedAt = ArchivedAt } == this)
            return first;
        await archive.WriteAsync(name, bytes, ContentType, cancel);
        return this;
    }

    public ArchivedFile ToArchivedFile() => new(Blob, Length, Sha256, ArchivedAt);

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                && InstantPattern.ExtendedIso.Parse(reader.GetString()!) is { Success: true } parsed
                ? parsed.Value
                : throw new JsonException("an instant is written as 2025-10-22T17:00:00Z");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
