using System.Runtime.Intrinsics.X86;

namespace Kilter.Numerics.Tests;

/// <summary>Guards the reruns of <c>./dev test</c>: a switch whose name a later runtime no longer knows would silently test nothing.</summary>
[Trait(BitStability.Law, BitStability.SameBits)]
public sealed class InstructionSetTests
{
    [Fact]
    public void Switching_AVX512_off_switches_it_off()
    {
        if (IsOff("DOTNET_EnableAVX512") || IsOff("DOTNET_EnableAVX2"))
        {
            Assert.False(Avx512F.IsSupported);
        }
    }

    [Fact]
    public void Switching_AVX2_off_switches_fused_multiply_add_off_too()
    {
        if (IsOff("DOTNET_EnableAVX2"))
        {
            Assert.False(Avx2.IsSupported);
            Assert.False(Fma.IsSupported);
        }
    }

    private static bool IsOff(string variable) => Environment.GetEnvironmentVariable(variable) == "0";
}
