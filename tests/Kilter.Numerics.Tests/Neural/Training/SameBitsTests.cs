using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Tests.Neural.Training;

/// <summary>One hash of weights, scores and losses, whatever the threads and the instruction set.</summary>
[Trait(BitStability.Law, BitStability.SameBits)]
public sealed class SameBitsTests
{
    private static readonly Dictionary<string, Func<int, byte[]>> Trainings = new()
    {
        ["autoencoder"] = Recipes.DenseAutoencoder,
        ["forecaster"] = Recipes.LstmForecaster,
        ["large batch"] = Recipes.LargeBatch,
    };

    public static TheoryData<string> Names => [.. Trainings.Keys];

    [Fact]
    public void Trainings_give_the_stored_bits_on_this_instruction_set()
        => Golden.Verify("TrainingBits.txt", string.Concat(Trainings.Select(t => $"{t.Key}: {Hash(t.Key, threads: 2)}\n")));

    [Theory, MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_the_same_bits(string name)
    {
        var alone = Hash(name, threads: 1);
        foreach (var threads in new[] { 2, 3, 4 })
        {
            Assert.Equal(alone, Hash(name, threads));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void All_vector_widths_of_this_machine_give_the_same_bits(string name)
    {
        var widest = Hash(name, threads: 2);

        // 4 lanes are emulated where the machine has no fused step of that width: slow, so they are left to the runs without AVX2.
        foreach (var lanes in Simd.Available.Where(l => l > 4))
        {
            Simd.Lanes = lanes;
            try
            {
                Assert.Equal(widest, Hash(name, threads: 2));
            }
            finally
            {
                Simd.Lanes = Simd.Widest;
            }
        }
    }

    [Fact]
    public void Many_trainings_beside_busy_neighbours_give_the_same_bits()
    {
        var (dense, lstm) = (Hash("autoencoder", threads: 1), Hash("forecaster", threads: 1));
        using var neighbour = new BusyNeighbour();
        using var another = new BusyNeighbour();
        for (var run = 0; run < (Simd.Widest == 4 ? 2 : 40); run++)
        {
            Assert.Equal(dense, Hash("autoencoder", threads: 2 + (run % 3)));
            Assert.Equal(lstm, Hash("forecaster", threads: 2 + (run % 3)));
        }
    }

    private static string Hash(string name, int threads) => Convert.ToHexStringLower(Trainings[name](threads));
}
