//! Names and languages that go together, so that actors are called what such people are called.

use super::label::Ethnicity;

/// Names from one part of the world, separated by spaces, and the languages spoken there.
pub(super) struct Culture {
    pub ethnicity: Ethnicity,
    pub languages: &'static str,
    pub women: &'static str,
    pub men: &'static str,
    pub family: &'static str,
    /// In how many of a hundred women and men hair is covered for faith.
    pub covered: [u32; 2],
}

/// Given names that people of any gender have.
pub(super) const NEUTRAL: &str = "Alex Sam Robin Charlie Quinn Rowan Sky River Ari Noa Jules Kit Remy Sasha Toni \
    Andy Bo Dani Ellis Frankie Gray Indy Jaz Kai Lou Max Nico Oakley Phoenix Reese Sage Taylor Val Wren Zion Rio";

macro_rules! culture {
    ($ethnicity:ident, $languages:literal, $women:literal, $men:literal, $family:literal $(, $covered:expr)?) => {
        Culture {
            ethnicity: Ethnicity::$ethnicity, languages: $languages, women: $women, men: $men, family: $family,
            covered: culture!(@covered $($covered)?),
        }
    };
    (@covered $covered:expr) => { $covered };
    (@covered) => { [0, 0] };
}

/// Every culture, several to an ethnicity.
pub(super) const CULTURES: &[Culture] = &[
    culture!(
        Black,
        "en es",
        "Imani Aaliyah Kendra Jasmine Monique Tasha Brianna Simone Nia Renee Gabrielle Zora",
        "Marcus Andre Darnell Isaiah Malik Terrence Jerome Xavier Elijah Desmond Trevon Julian",
        "Washington Jefferson Booker Coleman Brooks Banks Hayes Simmons Gaines Broussard Whitfield Mosley"
    ),
    culture!(
        Black,
        "en yo fr",
        "Adaeze Folake Chioma Yetunde Amara Ngozi Temi Ifeoma",
        "Chidi Emeka Tunde Babajide Obinna Femi Kelechi Seun",
        "Okafor Adeyemi Balogun Eze Nwosu Adebayo Okonkwo Ogunleye"
    ),
    culture!(
        Black,
        "en sw am zu fr",
        "Wanjiru Makena Hana Selam Thandi Naledi Aster Zola",
        "Kamau Otieno Dawit Yonas Sipho Themba Baraka Tesfaye",
        "Mwangi Odhiambo Tadesse Bekele Dlamini Nkosi Kiprop Haile"
    ),
    culture!(
        EastAsian,
        "zh en",
        "Mei Xiaolan Jing Yuhan Lihua Xinyi Qian Wenling",
        "Wei Jian Haoran Zhiming Jun Yifan Bo Kaiwen",
        "Chen Wang Zhang Liu Huang Lin Zhao Xu"
    ),
    culture!(
        EastAsian,
        "ja en",
        "Yuki Aiko Haruka Sakura Emi Naoko Rina Miyu",
        "Kenji Haruto Daichi Takumi Ren Hiroshi Sota Akira",
        "Tanaka Sato Suzuki Yamamoto Nakamura Mori Fujita Ueda"
    ),
    culture!(
        EastAsian,
        "ko en",
        "Jiwoo Seoyeon Minji Haeun Sora Yuna Eunji Dahye",
        "Minjun Jihoon Seojun Hyunwoo Taeyang Dongha Joon Siwoo",
        "Kim Park Lee Choi Jung Kang Yoon Han"
    ),
    culture!(
        SouthAsian,
        "hi en pa",
        "Priya Ananya Kavya Neha Isha Meera Ritika Simran",
        "Arjun Rohan Vikram Karan Aditya Rahul Dev Harpreet",
        "Sharma Kapoor Mehta Gupta Singh Malhotra Verma Chauhan",
        [4, 24]
    ),
    culture!(
        SouthAsian,
        "ta te en hi",
        "Lakshmi Divya Nithya Anjali Sowmya Revathi Padma Keerthi",
        "Karthik Suresh Vijay Arvind Prakash Naveen Ganesh Mohan",
        "Iyer Reddy Nair Raman Pillai Rao Menon Subramaniam"
    ),
    culture!(
        SouthAsian,
        "bn ur en",
        "Ayesha Farah Nusrat Sadia Zara Sana Tahmina Rukhsana",
        "Imran Bilal Tanvir Farhan Kamran Rafiq Omar Shahid",
        "Khan Ahmed Hossain Chowdhury Malik Siddiqui Rahman Qureshi",
        [45, 6]
    ),
    culture!(
        SoutheastAsian,
        "vi en",
        "Linh Thao Ngoc Huong Mai Trang Phuong Anh",
        "Minh Duc Tuan Khoa Bao Long Quang Hieu",
        "Nguyen Tran Pham Hoang Vu Dang Bui Ngo"
    ),
    culture!(
        SoutheastAsian,
        "tl en es",
        "Maricel Bianca Angelica Liza Jasmin Corazon Tala Rosalie",
        "Jomar Paolo Miguel Carlo Rico Emmanuel Dante Angelo",
        "Santos Reyes Bautista Villanueva Aquino Mendoza Salazar Dizon"
    ),
    culture!(
        SoutheastAsian,
        "id ms th en",
        "Putri Dewi Siti Ratna Malee Aisyah Intan Suda",
        "Budi Rizky Arif Adit Somchai Hafiz Bayu Niran",
        "Wijaya Santoso Hidayat Lestari Srisai Rahim Kusuma Chaiyasit",
        [40, 0]
    ),
    culture!(
        White,
        "en fr",
        "Emma Charlotte Olivia Grace Hannah Megan Claire Abigail",
        "Jack Thomas Oliver Ryan Ethan Luke Henry Callum",
        "Harris Walsh Bennett Campbell Foster Murphy Clarke Sullivan"
    ),
    culture!(
        White,
        "de nl en",
        "Lena Katharina Sophie Femke Johanna Anneke Greta Maren",
        "Lukas Jonas Felix Daan Matthias Bram Tobias Sebastian",
        "Weber Becker Hoffmann Visser Schneider Bakker Vogel Brandt"
    ),
    culture!(
        White,
        "sv no da fi en",
        "Astrid Ingrid Freja Saga Aino Solveig Maja Helmi",
        "Erik Lars Mikkel Oskar Aleksi Henrik Nils Sven",
        "Lindqvist Hansen Andersen Nyström Virtanen Berg Dahl Korhonen"
    ),
    culture!(
        White,
        "pl cs sk uk ru en",
        "Zuzanna Oksana Katerina Agnieszka Daria Tereza Olena Milena",
        "Jakub Tomasz Andriy Petr Dmytro Pavel Mateusz Bohdan",
        "Kowalski Novak Shevchenko Wojcik Dvorak Melnyk Zielinski Horak"
    ),
    culture!(
        White,
        "it fr es ro hu bg el en",
        "Giulia Chiara Camille Eleni Ioana Francesca Margaux Kinga",
        "Matteo Luca Antoine Nikos Andrei Lorenzo Hugo Gergely",
        "Rossi Moreau Papadakis Popescu Conti Laurent Ferrari Szabo"
    ),
    culture!(
        Latino,
        "es en",
        "Valentina Camila Lucia Mariana Ximena Daniela Paola Renata",
        "Mateo Diego Santiago Javier Andres Emilio Rafael Joaquin",
        "Garcia Hernandez Ramirez Torres Castillo Morales Vargas Ortega"
    ),
    culture!(
        Latino,
        "pt es en",
        "Beatriz Larissa Fernanda Isabela Juliana Leticia Rafaela Bruna",
        "Thiago Bruno Gustavo Caio Felipe Leandro Vinicius Rodrigo",
        "Silva Oliveira Almeida Carvalho Ribeiro Barbosa Nascimento Teixeira"
    ),
    culture!(
        MiddleEastern,
        "ar en fr",
        "Layla Nour Yasmin Rania Hala Mariam Dina Samira",
        "Karim Tariq Hassan Youssef Ziad Faisal Nabil Sami",
        "Haddad Mansour Khalil Nasser Saleh Farouk Aziz Hamdan",
        [42, 0]
    ),
    culture!(
        MiddleEastern,
        "fa ar en",
        "Shirin Parisa Leila Niloufar Azadeh Mina Roya Soraya",
        "Darius Cyrus Reza Kaveh Arash Navid Bijan Ramin",
        "Hosseini Rostami Tehrani Karimi Ahmadi Moradi Shirazi Jafari"
    ),
    culture!(
        MiddleEastern,
        "tr he en",
        "Elif Zeynep Defne Aylin Tamar Shira Selin Yael",
        "Emre Kerem Burak Deniz Eitan Amit Can Omer",
        "Yilmaz Demir Kaya Arslan Levi Mizrahi Aydin Peretz",
        [18, 0]
    ),
    culture!(
        Indigenous,
        "en nv es",
        "Aiyana Kaya Winona Dena Sequoia Tallulah Leona Shania",
        "Dakota Chayton Elan Tate Wesley Kele Lonan Adrian",
        "Begay Yazzie Whitehorse Redfeather Tsosie Benally Littlefield Bearclaw"
    ),
    culture!(
        Indigenous,
        "es qu en",
        "Killa Sumaq Wayra Nayra Quilla Illari Urpi Yma",
        "Inti Amaru Rumi Sayri Wari Illapa Atoq Kusi",
        "Mamani Quispe Condori Huaman Choque Ccori Apaza Tupac"
    ),
    culture!(
        PacificIslander,
        "mi en sm",
        "Aroha Marama Ngaire Hinemoa Leilani Moana Sina Talia",
        "Tane Wiremu Rangi Manaia Keoni Sione Tavita Kawika",
        "Ngata Parata Kahale Faleolo Tuilagi Kealoha Pomare Leota"
    ),
    culture!(
        PacificIslander,
        "en sm",
        "Kalena Malia Noelani Iolana Lupe Mele Sefina Ana",
        "Makoa Ikaika Kainoa Tevita Semisi Mosese Fetu Nalu",
        "Kamaka Akana Vainikolo Tupou Savea Mahoe Fonoti Kekoa"
    ),
    culture!(
        Mixed,
        "en es fr de",
        "Maya Leila Naomi Jada Sienna Elena Amaya Tessa Kiara Zoe Mira Ines",
        "Jordan Theo Adam Gabriel Leo Micah Caleb Damon Silas Tristan Noel Evan",
        "Rivera Nakata Okoro Delgado Larsen Patel Moreno Baptiste Ito Osei Fischer Laurent"
    ),
    culture!(
        Mixed,
        "en pt zh ja",
        "Sofia Hanae Bianca Keiko Alana Luana Marina Ayumi",
        "Rafael Kenzo Ivan Tomas Kaito Enzo Dylan Ryo",
        "Yamada Costa Wong Andrade Hughes Pereira Tran Mitchell"
    ),
];
