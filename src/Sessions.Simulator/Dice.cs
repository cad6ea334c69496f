using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sessions.Simulator;

/// <summary>Chance that always falls the same way for the same words.</summary>
internal sealed class Dice(int seed)
{
    public Guid Guid(params ReadOnlySpan<string> words) => new(Roll(words).AsSpan(0, 16));

    /// <summary>From 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Below(int limit, params ReadOnlySpan<string> words) =>
        (int)(BinaryPrimitives.ReadUInt32LittleEndian(Roll(words)) % (uint)limit);

    /// <summary>Between <paramref name="least"/> and <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most, params ReadOnlySpan<string> words) =>
        least + Below(Math.Max(1, most - least + 1), words);

    public string Digits(int count, params ReadOnlySpan<string> words)
    {
        var roll = Roll(words);
        return string.Concat(Enumerable.Range(0, count).Select(i => (char)('0' + roll[i % 32] % 10)));
    }

    public byte[] Roll(params ReadOnlySpan<string> words)
    {
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}")
            + '\n' + string.Join('\n', words);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }
}
