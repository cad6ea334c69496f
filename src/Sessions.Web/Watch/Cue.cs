using NodaTime;

namespace Sessions.Web.Watch;

/// <summary>One caption.</summary>
/// <param name="Speaker">Null when the file names none.</param>
/// <param name="Text">Plain: lines parted by a line feed, markup taken out.</param>
public sealed record Cue(Duration Start, Duration End, string? Speaker, string Text);
