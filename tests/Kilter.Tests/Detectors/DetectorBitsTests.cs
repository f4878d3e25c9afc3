using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Kilter.Detectors;
using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Tests.Detectors;

public sealed class DetectorBitsTests
{
    [Fact, Trait(BitStability.Law, BitStability.SameBits)]
    public void Scores_have_the_stored_bits()
    {
        // "auto" is still being tuned; its own tests watch over it.
        var text = new StringBuilder();
        foreach (var entry in DetectorCatalog.All.Where(e => e.Name != "auto"))
        {
            var fitted = DetectorCases.Fit(entry.Name, Series(900, 1), 3);
            var scores = DetectorCases.Scores(fitted, WindowSet.Sliding(Series(300, 2), 3, fitted.WindowLength));
            text.Append($"{entry.Name} {Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(scores)))}\n");
        }

        Golden.Verify("detector-fingerprints.txt", text.ToString());
    }

    // A saw-tooth and uniform noise: additions and multiplications only, so the input itself has the same bits everywhere.
    private static float[] Series(int samples, ulong seed)
    {
        var rng = new Rng(seed);
        var values = new float[samples * 3];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((Math.Abs((i / 3 % 24) - 12) / 6.0) - 1 + rng.NextDouble(-0.3, 0.3));
        }

        return values;
    }
}
