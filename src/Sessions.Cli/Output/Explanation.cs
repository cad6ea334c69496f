using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Sessions.Ledger;

namespace Sessions.Cli.Output;

/// <summary>Failures that whoever runs the command can mend, in words.</summary>
internal static class Explanation
{
    /// <returns>Null for what nobody foresaw.</returns>
    public static string? Of(Exception failure) => failure switch
    {
        OptionsValidationException settings => string.Join('\n', settings.Failures),
        AggregateException { InnerExceptions: var all } when all.All(e => Of(e) is not null) =>
            string.Join('\n', all.Select(Of)),
        OutsideFaultException fault => fault.Message,
        IOException { InnerException: AddressInUseException } taken => $"{taken.Message} Name another with --urls.",
        _ => null,
    };
}
