using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>Puts the ledger into a host.</summary>
public static class LedgerServices
{
    /// <summary>
    /// Registers <see cref="ILedger"/>, <see cref="IOutbox"/>, <see cref="IAgenda"/>, <see cref="LinkKey"/> and
    /// <see cref="ILedgerStart"/>, which is awaited before anything else in the host starts; on PostgreSQL a
    /// <see cref="DbDataSource"/> for who keeps tables of its own beside ours. The host brings its own
    /// <see cref="NodaTime.IDateTimeZoneProvider"/>; an <see cref="IAgendaSignal"/> already there is used.
    /// </summary>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions<DatabaseOptions>().BindConfiguration("Sessions:Database").ValidateOnStart();
        services.AddOptions<LinksOptions>().BindConfiguration("Sessions:Links").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsCheck>();
        services.AddSingleton<IValidateOptions<LinksOptions>, LinksOptionsCheck>();
        services.TryAddSingleton<IAgendaSignal, AgendaSignal>();

        services.AddSingleton(p => p.GetRequiredService<IOptions<LinksOptions>>().Value.TryRead()!);
        services.AddSingleton(p => PostgresSource.Build(p.GetRequiredService<IOptions<DatabaseOptions>>().Value.Connection));
        services.AddSingleton<DbDataSource>(p => p.GetRequiredService<NpgsqlDataSource>());
        services.AddSingleton(p => new Lazy<NpgsqlDataSource>(p.GetRequiredService<NpgsqlDataSource>));
        services.AddSingleton<LedgerDatabase>();
        services.AddSingleton<ILedgerStart, LedgerStart>();
        services.AddHostedService<LedgerPreparation>();
        services.AddSingleton<ILedger, DatabaseLedger>();
        services.AddSingleton<ILedgerMark>(p =>
            p.GetRequiredService<IOptions<DatabaseOptions>>() is { Value.Kind: DatabaseProvider.Sqlite } sqlite
                ? new SqliteMark(sqlite)
                : new PostgresMark(p.GetRequiredService<Lazy<NpgsqlDataSource>>()));
        services.AddSingleton<IOutbox, DatabaseOutbox>();
        services.AddSingleton<IAgenda, DatabaseAgenda>();
        services.AddSingleton<IInboxBook, DatabaseInboxBook>();
        services.AddSingleton<ISubscriptionBook, DatabaseSubscriptionBook>();
        services.AddSingleton<IWatchLog, DatabaseWatchLog>();
        return services;
    }
}
