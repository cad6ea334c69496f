namespace Sessions.Ledger;

/// <summary>Tells who keeps what was read from the ledger whether it still holds.</summary>
public interface ILedgerMark
{
    /// <summary>
    /// A word that stays the same only while nothing is committed, by whichever process. Who reads it first, and
    /// then what is to be kept, knows by an equal word later that all of that is still so; another word says nothing.
    /// </summary>
    /// <exception cref="OutsideFaultException">The database does not answer.</exception>
    ValueTask<string> ReadAsync(CancellationToken cancel);
}
