namespace Sessions.Adapters.Tests.Parsers;

/// <summary>An event as software that we did not write understood it.</summary>
/// <param name="Calendar">Which of the calendars given, from 0.</param>
/// <param name="Start">Seconds since 1970; null for a time that is no instant.</param>
public sealed record ReadEvent(
    int Calendar, int Sequence, string? Uid, string? Summary, string? Description, long? Start, long? End);
