using Microsoft.Extensions.Options;

namespace Sessions.Adapters.Zones;

/// <summary><c>Sessions:Tzdb</c>: which zone data gives the instants.</summary>
public sealed class ZoneOptions
{
    public const string Section = "Sessions:Tzdb";

    /// <summary>
    /// An <c>.nzd</c> file (https://nodatime.org/tzdb/latest.txt names the newest); the data that came with the
    /// program if not given.
    /// </summary>
    public string? File { get; set; }
}

internal sealed class ZoneOptionsCheck : IValidateOptions<ZoneOptions>
{
    public ValidateOptionsResult Validate(string? name, ZoneOptions options)
    {
        if (options.File is not { Length: > 0 } file)
            return ValidateOptionsResult.Success;

        try
        {
            ZoneFile.Read(file);
            return ValidateOptionsResult.Success;
        }
        catch (ZoneFileException e)
        {
            return ValidateOptionsResult.Fail(
                $"{ZoneOptions.Section}:{nameof(options.File)}: found '{file}', {e.Message} — expected a time zone file "
                + "such as tzdb2026f.nzd from https://nodatime.org/tzdb");
        }
    }
}
