namespace Kilter.Numerics.Tests.Oracles;

/// <summary>One number for the bits of many: different bits give different numbers but for a chance of 2⁻⁶⁴.</summary>
internal static class Bits
{
    /// <summary>The 64-bit Fowler–Noll–Vo hash (FNV-1a) of the values' bytes, low byte first.</summary>
    public static ulong Hash(IEnumerable<double> values)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var value in values)
        {
            var bits = BitConverter.DoubleToUInt64Bits(value);
            for (var shift = 0; shift < 64; shift += 8)
            {
                hash = (hash ^ ((bits >> shift) & 0xFF)) * 0x100000001b3UL;
            }
        }

        return hash;
    }
}
