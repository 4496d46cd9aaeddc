// Agent assist: reads turns from standard input and prints live advice.
//
//   c++ -std=c++17 assist.cpp $(pkg-config --cflags --libs simpatico) -o assist
//   ./assist [fast|accurate] < turns.txt
//
// A line is `customer: TEXT`, `draft: TEXT` (the agent's reply as it stands at a pause) or `agent: TEXT` (the reply as
// it was sent). Other lines are reported and passed over.
#include <simpatico.hpp>

#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

namespace {

// What stands behind `prefix`, where the line begins with it.
std::optional<std::string_view> after(std::string_view line, std::string_view prefix) {
    if (line.substr(0, prefix.size()) != prefix)
        return std::nullopt;
    line.remove_prefix(prefix.size());
    std::size_t start = line.find_first_not_of(' ');
    return start == std::string_view::npos ? std::string_view() : line.substr(start);
}

void print_customer(const simpatico::Analysis &customer) {
    simpatico::Sentiment sentiment = customer.sentiment();
    std::cout << "customer  " << simpatico::name(sentiment.label);
    for (const auto &emotion : customer.emotions())
        std::cout << ", " << simpatico::name(emotion.label);
    std::cout << '\n';
    for (const auto &need : customer.service_needs())
        std::cout << "   wants  " << simpatico::name(need.label) << '\n';
    for (const auto &need : customer.emotional_needs())
        std::cout << "   needs  " << simpatico::name(need.label) << '\n';
    for (const auto &risk : customer.risks())
        std::cout << "    risk  " << simpatico::name(risk.label) << '\n';
}

void print_advice(std::string_view who, const simpatico::ReplyScore &reply) {
    simpatico::Empathy empathy = reply.empathy();
    std::cout << who << static_cast<int>(empathy.score) << "/100 " << simpatico::name(empathy.level) << '\n';
    for (const auto &found : reply.antipatterns()) {
        std::cout << "  harmed  " << simpatico::name(found.label);
        for (const auto &evidence : found.evidence)
            std::cout << "  \"" << evidence.text << '"';
        std::cout << '\n';
    }
    for (const auto &suggestion : reply.suggestions()) {
        std::cout << "  better  +" << static_cast<int>(suggestion.gain) << ' ' << suggestion.example << '\n';
    }
}

void run(const simpatico::Analyzer &analyzer) {
    std::string line, customer;
    std::size_t turns = 0, turns_before = 0;
    while (std::getline(std::cin, line)) {
        if (auto text = after(line, "customer:")) {
            customer = *text;
            turns_before = turns++;
            print_customer(analyzer.judge({customer, std::nullopt, turns_before}).customer());
        } else if (auto draft = after(line, "draft:")) {
            print_advice("   draft  ", *analyzer.judge({customer, *draft, turns_before}).reply());
        } else if (auto reply = after(line, "agent:")) {
            ++turns;
            print_advice("   agent  ", *analyzer.judge({customer, *reply, turns_before}).reply());
        } else if (!line.empty()) {
            std::cerr << "assist: neither customer, draft nor agent: " << line << '\n';
        }
        std::cout.flush();
    }
}

} // namespace

int main(int argc, char **argv) {
    try {
        std::string_view wanted = argc > 1 ? argv[1] : "fast";
        auto model = simpatico::parse<simpatico::Model>(wanted);
        if (!model) {
            std::cerr << "assist: no model \"" << wanted << "\"\n";
            return 2;
        }
        run(simpatico::Builder().model(*model).build());
    } catch (const std::exception &error) {
        std::cerr << "assist: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
