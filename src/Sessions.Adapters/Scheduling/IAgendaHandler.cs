namespace Sessions.Adapters.Scheduling;

/// <summary>What a look does. The scheduler only decides when.</summary>
public interface IAgendaHandler
{
    /// <summary>
    /// Does what is due for the key and completes its agenda item. Whatever it throws leaves the item as it was,
    /// and the look is repeated after <see cref="SchedulingServices.RetryAfterBug"/>.
    /// </summary>
    Task LookAsync(string key, CancellationToken cancel);
}
