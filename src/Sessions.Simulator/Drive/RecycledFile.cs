namespace Sessions.Simulator.Drive;

/// <summary>A file that was deleted, and can be restored.</summary>
public sealed record RecycledFile(string Id, string Name, DateTimeOffset Deleted);
