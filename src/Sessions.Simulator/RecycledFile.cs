namespace Sessions.Simulator;

/// <summary>A file that was deleted, and can be restored.</summary>
public sealed record RecycledFile(string Id, string Name, DateTimeOffset Deleted);
