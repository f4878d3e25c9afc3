using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Kilter.Detectors;
using Kilter.Pipelines;
using Kilter.Tests.Detectors;

namespace Kilter.Tests.Pipelines;

/// <summary>The bits of whole runs, kept as checksums: they may not follow the instruction set, the machine or the day.</summary>
/// <remarks>A change of a detector changes its line. <c>./dev accept</c> renews it, and the review then sees that it was meant.</remarks>
[Trait(BitStability.Law, BitStability.SameBits)]
public sealed class ScoreBitsTests
{
    [Fact]
    public void Every_detector_gives_the_bits_it_gave_before()
    {
        var data = Records.Waves(2500, channels: 2, seed: 3, (t, v) => t is >= 2000 and < 2040 ? v + 6 : v);

        var lines = DetectorCatalog.All.Select(entry =>
        {
            var settings = DetectorCases.SettingsOf(entry.Name);
            var spec = new PipelineSpec { Detector = entry.Name, DetectorSettings = settings.Names.ToDictionary(n => n, n => settings.Text(n, "")) };
            var report = Detection.Run(Records.For(entry.Name, data), train: null, spec, new RunContext { Threads = 2 });
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Name} scores {Checksum(report.Scores)} expected {Checksum(report.Expected?.Middle ?? [])} limit {BitConverter.DoubleToInt64Bits(report.Method.Threshold.Limit):x16}\n");
        });

        Golden.Verify("score-bits.txt", string.Concat(lines));
    }

    // NaN marks "no score"; which of the many NaNs it is says nothing.
    private static string Checksum(float[] values)
    {
        var plain = values.Select(v => float.IsNaN(v) ? float.NaN : v).ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(plain.AsSpan())))[..16];
    }
}
