using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Sessions.Adapters.Tests.Database;

/// <summary>Counts the commands that went to the database on behalf of the one who asked.</summary>
internal sealed class CountingLoggers : ILoggerFactory, ILogger
{
    private static readonly AsyncLocal<Counter?> Current = new();

    // One for all hosts: each other factory would make the framework build its model again.
    public static CountingLoggers Shared { get; } = new();

    public static Counter Count() => Current.Value = new Counter();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (eventId == RelationalEventId.CommandExecuted)
            Current.Value?.Add();
    }

    internal sealed class Counter
    {
        private int _commands;

        public int Commands => _commands;

        public void Add() => Interlocked.Increment(ref _commands);
    }
}
