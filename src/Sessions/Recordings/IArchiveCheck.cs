namespace Sessions.Recordings;

/// <summary>
/// Whether recordings can be written, asked before one waits for it. It writes what nobody sees, and makes the
/// place to write to where there is none, as the first recording would.
/// </summary>
public interface IArchiveCheck
{
    /// <returns>Null when nothing stands in the way.</returns>
    Task<ArchiveFinding?> CheckAsync(CancellationToken cancel);
}

/// <param name="Sentence">What is wrong and what would be right, for the administrator.</param>
public sealed record ArchiveFinding(ArchiveTrouble Trouble, string Sentence);

/// <summary>What stands in the way, as far as the storage says.</summary>
public enum ArchiveTrouble
{
    /// <summary>No token, or a key that is not valid here.</summary>
    SignIn,

    /// <summary>The storage account takes tokens alone.</summary>
    KeysOff,

    /// <summary>The role, or the scope that it is limited to.</summary>
    Permission,

    /// <summary>The storage's firewall.</summary>
    Network,

    /// <summary>There is none, and we may not make it.</summary>
    Container,

    /// <summary>There is none of that name, or it is disabled.</summary>
    Account,

    /// <summary>It cannot be made, or not be written.</summary>
    Directory,

    DiskFull,

    /// <summary>No answer, or none that means anything.</summary>
    Unreachable,
}
